import { flushSync, mount, unmount } from 'svelte'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Account } from '../../api/accounts'
import { Failure } from '../../api/client'
import { reply, type Post } from '../../api/posts'
import { place } from '../../state/place.svelte'
import { session } from '../../state/session.svelte'
import AddComment from './AddComment.svelte'

vi.mock('../../api/posts', () => ({ reply: vi.fn() }))
vi.mock('../../state/room', () => ({ forPointer: { current: true } }))

const of = (id: string, acct = 'tom') => ({ id, account: { acct } }) as Post
const draw = (props: Partial<{ answered: Post; written: (comment: Post) => void }> = {}) => {
  const shown = mount(AddComment, {
    target: document.body,
    props: { post: of('7'), written: () => undefined, ...props },
  })
  flushSync()
  return shown
}
const field = () => document.querySelector('textarea')!
const type = (text: string) => {
  field().value = text
  field().dispatchEvent(new Event('input', { bubbles: true }))
  flushSync()
}
const send = () => document.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true }))

beforeEach(() => {
  document.body.replaceChildren()
  sessionStorage.clear()
  session.me = { id: '1', acct: 'ada' } as Account
  vi.mocked(reply).mockReset()
})

test('a guest who is led to the door finds what they typed when they come back', async () => {
  session.me = undefined
  const guests = draw()
  type('Lovely')
  send()
  expect(place.path).toBe('/sign-in')
  await unmount(guests)
  session.me = { id: '1', acct: 'ada' } as Account
  draw()
  expect(field().value).toBe('Lovely')
})

test('a comment whose answer was lost is sent again under the same key, and goes once it is there', async () => {
  vi.mocked(reply).mockRejectedValueOnce(new Failure(0, ''))
  vi.mocked(reply).mockResolvedValue(of('8', 'ada'))
  const first = draw()
  type('Lovely')
  send()
  await vi.waitFor(() => expect(document.querySelector<HTMLButtonElement>('[type=submit]')!.disabled).toBe(false))
  await unmount(first)
  const written = vi.fn()
  draw({ written })
  send()
  await vi.waitFor(() => expect(written).toHaveBeenCalled())
  const [one, again] = vi.mocked(reply).mock.calls
  expect(again).toEqual(one)
  expect(one![2]).toBeTruthy()
  await vi.waitFor(() => expect(field().value).toBe(''))
})

test('an answer takes nothing away that was typed', async () => {
  const before = draw({ answered: of('8', 'mira') })
  expect(field().value).toBe('@mira ')
  type('So it is')
  await unmount(before)
  draw({ answered: of('9', 'tom') })
  expect(field().value).toBe('So it is')
})

test('a face goes where the caret is, and is sent with the words', { timeout: 15_000 }, async () => {
  vi.mocked(reply).mockResolvedValue(of('8', 'ada'))
  draw()
  type('So it is')
  field().setSelectionRange(2, 2)
  const faces = document.querySelector<HTMLButtonElement>('[aria-expanded]')!
  flushSync(() => faces.click())
  expect(faces.getAttribute('aria-expanded')).toBe('true')
  const face = () => document.querySelector<HTMLButtonElement>('[role=group] button')
  await vi.waitFor(() => expect(face()).toBeTruthy(), 10_000)
  flushSync(() => face()!.click())
  expect(field().value).toBe('So😀 it is')
  send()
  await vi.waitFor(() => expect(vi.mocked(reply).mock.calls[0]?.[1]).toBe('So😀 it is'))
})
