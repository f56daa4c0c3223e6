import { flushSync, mount } from 'svelte'
import { beforeEach, expect, test, vi } from 'vitest'
import { comments, type Post } from '../../api/posts'
import Comments from './Comments.svelte'

vi.mock('../../api/posts', () => ({ comments: vi.fn() }))
vi.stubGlobal('fetch', async () => new Response('[]'))

const said = (id: string, in_reply_to_id: string) =>
  ({
    id,
    in_reply_to_id,
    account: { id: `a${id}`, acct: `a${id}`, avatar: '/a.jpg', rossgram: { avatar_small: '/s.jpg' } },
    content: `<p>said ${id}</p>`,
    created_at: '2026-11-01T12:00:00Z',
    filtered: [],
    favourites_count: 0,
    rossgram: {},
  }) as unknown as Post
const post = { id: '1', replies_count: 3, rossgram: {} } as Post

const fresh = $state<Post[]>([])
const answer = vi.fn()
const button = (words: string) =>
  [...document.querySelectorAll('button')].find((one) => one.textContent!.trim() === words)
const press = (words: string) => flushSync(() => button(words)!.click())
const shown = () => [...document.querySelectorAll('article')].map((one) => one.getAttribute('aria-label')!.slice(-2))

beforeEach(async () => {
  document.body.replaceChildren()
  fresh.length = 0
  vi.mocked(comments).mockResolvedValue([said('2', '1'), said('3', '2'), said('4', '3'), said('5', '1')])
  mount(Comments, { target: document.body, props: { post, fresh, answer } })
  await vi.waitFor(() => expect(document.querySelectorAll('article').length).toBeGreaterThan(0))
})

test('replies are folded below what they answer, until their reader opens them', () => {
  expect(shown()).toEqual(['a2', 'a5'])
  press('View 2 replies')
  expect(shown()).toEqual(['a2', 'a3', 'a4', 'a5'])
  press('Hide replies')
  expect(shown()).toEqual(['a2', 'a5'])
})

test('a thread is open where one answers, and where one has just answered', () => {
  flushSync(() => void fresh.push(said('6', '5')))
  expect(shown()).toEqual(['a2', 'a5', 'a6'])
  press('Reply')
  expect(answer).toHaveBeenCalledOnce()
  expect(shown()).toEqual(['a2', 'a3', 'a4', 'a5', 'a6'])
})
