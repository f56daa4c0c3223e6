import { flushSync, mount } from 'svelte'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Poll } from '../../api/polls'
import type { Post } from '../../api/posts'
import { session } from '../../state/session.svelte'
import PollPart from './Poll.svelte'

const asked = (more: Partial<Poll> = {}): Poll => ({
  id: '7',
  expires_at: '2099-01-01T00:00:00.000Z',
  expired: false,
  multiple: false,
  votes_count: 3,
  voters_count: 3,
  options: [
    { title: 'Sea', votes_count: 1 },
    { title: 'Hills', votes_count: 2 },
  ],
  emojis: [],
  voted: false,
  own_votes: [],
  ...more,
})
const sent: { address: string; body: unknown }[] = []
let answer: () => Response

beforeEach(() => {
  document.body.replaceChildren()
  sent.length = 0
  vi.spyOn(session, 'as').mockImplementation((act) => act())
  vi.stubGlobal('fetch', async (address: string, { body }: RequestInit = {}) => {
    sent.push({ address, body: body && JSON.parse(String(body)) })
    return answer()
  })
})

function draw(poll: Poll) {
  const post = $state({ id: '7', poll } as Post)
  mount(PollPart, { target: document.body, props: { post } })
  flushSync()
}
const rows = () => [...document.querySelectorAll('li')].map((row) => row.textContent!.replace(/\s+/g, ' ').trim())
const button = (name: string) =>
  [...document.querySelectorAll('button')].find(({ textContent }) => textContent!.includes(name))

test('one option is chosen and sent, and then the results are shown with one’s own vote', async () => {
  const now = asked({ voted: true, own_votes: [0], voters_count: 4, votes_count: 4 })
  now.options[0]!.votes_count = 2
  answer = () => Response.json(now)
  draw(asked())
  expect(button('Vote')).toBeUndefined()
  const [sea, hills] = document.querySelectorAll('input')
  hills!.click()
  sea!.click()
  flushSync()
  button('Vote')!.click()
  await vi.waitFor(() => expect(rows()).toEqual(['Sea Your vote 50%', 'Hills 50%']))
  expect(sent).toEqual([{ address: '/api/v1/polls/7/votes', body: { choices: [0] } }])
})

test('several are chosen where that is allowed', async () => {
  answer = () => Response.json(asked({ voted: true, own_votes: [0, 1] }))
  draw(asked({ multiple: true }))
  for (const box of document.querySelectorAll('input')) box.click()
  flushSync()
  button('Vote')!.click()
  await vi.waitFor(() => expect(sent[0]?.body).toEqual({ choices: [0, 1] }))
})

test('results are looked at before one votes, but not where they wait for the end', async () => {
  answer = () => Response.json(asked())
  draw(asked())
  button('See results')!.click()
  await vi.waitFor(() => expect(rows()).toEqual(['Sea 33%', 'Hills 67%']))
  button('Back to voting')!.click()
  await vi.waitFor(() => expect(document.querySelectorAll('input')).toHaveLength(2))

  document.body.replaceChildren()
  const options = asked().options.map(({ title }) => ({ title, votes_count: null }))
  draw(asked({ options }))
  expect(button('See results')).toBeUndefined()
  document.body.replaceChildren()
  draw(asked({ options, voted: true, own_votes: [1] }))
  expect(rows()).toEqual(['Sea', 'Hills Your vote'])
})

test('a vote that is refused is said, and can be given again', async () => {
  answer = () => Response.json({ error: 'Validation failed: The poll has already ended' }, { status: 422 })
  draw(asked())
  document.querySelector('input')!.click()
  flushSync()
  button('Vote')!.click()
  await vi.waitFor(() => expect(button('Vote')!.disabled).toBe(false))
  expect(sent).toHaveLength(1)
  expect(document.querySelector('input')!.checked).toBe(true)
})
