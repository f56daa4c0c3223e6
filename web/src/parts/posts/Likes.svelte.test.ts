import { flushSync, mount } from 'svelte'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Account } from '../../api/accounts'
import type { Post } from '../../api/posts'
import Likes from './Likes.svelte'

const account = (id: string, acct: string) =>
  ({ id, acct, avatar: '/a.jpg', rossgram: { avatar_small: '/s.jpg' } }) as unknown as Account
vi.stubGlobal('fetch', async (address: string) => {
  const isLikers = address.startsWith('/api/v1/statuses/7/favourited_by')
  return new Response(JSON.stringify(isLikers ? [account('1', 'ada'), account('2', 'tom')] : []))
})
vi.stubGlobal(
  'IntersectionObserver',
  class {
    observe() {}
    disconnect() {}
  },
)

beforeEach(() => document.body.replaceChildren())
const draw = (favourites_count: number) => {
  mount(Likes, { target: document.body, props: { post: { id: '7', favourites_count } as Post } })
  flushSync()
}

test('the number of likes leads to who likes it', { timeout: 15_000 }, async () => {
  draw(2)
  const button = document.querySelector('button')!
  expect(button.textContent).toBe('2 likes')
  button.click()
  await vi.waitFor(() => expect(document.querySelector('dialog a[href="/@tom"]')).toBeTruthy(), 10_000)
  expect(document.querySelectorAll('dialog .row')).toHaveLength(2)
})

test('what nobody likes names nobody', () => {
  draw(0)
  expect(document.querySelector('button')).toBeNull()
})
