import { flushSync, mount } from 'svelte'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Account } from '../../api/accounts'
import type { Post as Told } from '../../api/posts'
import { session } from '../../state/session.svelte'
import Post from './Post.svelte'

vi.mock('../../state/room', () => ({ forPointer: { current: true }, forRail: { current: true } }))
vi.stubGlobal('fetch', async () => new Response('[]'))

const account = (id: string, acct: string) =>
  ({ id, acct, avatar: '/a.jpg', rossgram: { avatar_small: '/s.jpg' } }) as unknown as Account
const told = (more: object = {}) =>
  ({
    id: '7',
    account: account('2', 'tom'),
    content: '<p>A gate</p>',
    created_at: '2026-11-01T12:00:00Z',
    media_attachments: [],
    filtered: [],
    replies_count: 0,
    favourites_count: 0,
    rossgram: { access: 'public' },
    ...more,
  }) as unknown as Told
const draw = (post: Told, sharer?: Account) => {
  mount(Post, { target: document.body, props: { post, sharer } })
  flushSync()
}
const field = () => document.querySelector('textarea')

beforeEach(() => {
  document.body.replaceChildren()
  session.me = account('1', 'ada')
})

test('who shared a post stands above it, and leads to them', () => {
  draw(told(), account('3', 'mira'))
  expect(document.querySelector('article a')!.getAttribute('href')).toBe('/@mira')
  expect(document.querySelector('article a')!.textContent).toBe('mira shared')
})

test(
  'whoever is signed in comments below the post, unless its author does not want that',
  { timeout: 20_000 },
  async () => {
    draw(told())
    await vi.waitFor(() => expect(field()).toBeTruthy(), 10_000)
    document.body.replaceChildren()
    draw(told({ comments_disabled: true }))
    await new Promise((done) => setTimeout(done, 100))
    expect(field()).toBeNull()
    session.me = undefined
    draw(told())
    await new Promise((done) => setTimeout(done, 100))
    expect(field()).toBeNull()
  },
)
