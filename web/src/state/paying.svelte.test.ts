import { beforeEach, expect, test, vi } from 'vitest'
import * as posts from '../api/posts'
import type { Post } from '../api/posts'
import { leaveFor } from './leaving'
import { notices } from './notices.svelte'
import { paying } from './paying.svelte'
import { place } from './place.svelte'
import { say } from '../words/words.svelte'

const post = { id: '9', account: { acct: 'ada' }, rossgram: { locked: true } } as unknown as Post
const unlock = () => paying.begin(async () => ({ checkout_url: 'https://stripe.example/post' }), post)

beforeEach(() => {
  vi.restoreAllMocks()
  vi.spyOn(location, 'assign').mockReturnValue()
  sessionStorage.clear()
  notices.now = undefined
})

test('whoever comes back from a payment is told what became of it', async () => {
  await unlock()
  place.go('/@ada/9?checkout=done')
  vi.spyOn(posts, 'one').mockResolvedValue({ ...post, rossgram: { locked: false } } as unknown as Post)
  await paying.arrive()
  expect(notices.now).toBe(say('pay.opened'))
  expect(place.query).toBe('')
})

test('a payment that was turned back from takes nothing of the return from the pledge after it', async () => {
  await unlock()
  leaveFor('https://stripe.example/pledge', '/campaigns/1')
  place.go('/campaigns/1?checkout=done')
  const asked = vi.spyOn(posts, 'one')
  await paying.arrive()
  expect(place.query).toBe('?checkout=done')
  expect(notices.now).toBeUndefined()
  expect(asked).not.toHaveBeenCalled()
})
