import { beforeEach, expect, test, vi } from 'vitest'
import type { Account } from '../api/accounts'
import * as posts from '../api/posts'
import type { Post } from '../api/posts'
import { notices } from './notices.svelte'
import { say } from '../words/words.svelte'
import { follow, lookAgain } from './rights'
import { session } from './session.svelte'

const me = '1'
const made = (id: string, access: string, locked: boolean, by = '2') =>
  ({ id, account: { id: by }, rossgram: { access, locked } }) as unknown as Post

beforeEach(() => {
  vi.restoreAllMocks()
  session.me = { id: me } as Account
  notices.now = undefined
})

test('what was paid back locks where it stands, and its reader is told', async () => {
  const post = made('9', 'price', false)
  const leave = follow(post)
  vi.spyOn(posts, 'some').mockResolvedValue([made('9', 'price', true)])
  await lookAgain()
  expect(post.rossgram.locked).toBe(true)
  expect(notices.now).toBe(say('lock.again'))
  leave?.()
})

test('what was paid for in another tab opens, and one question asks of all', async () => {
  const shown = [made('7', 'tier', true), made('8', 'campaign', true)]
  const leaves = shown.map(follow)
  const asked = vi.spyOn(posts, 'some').mockResolvedValue([made('7', 'tier', false), made('8', 'campaign', true)])
  await lookAgain()
  expect(asked.mock.calls).toEqual([[['7', '8']]])
  expect(shown.map((post) => post.rossgram.locked)).toEqual([false, true])
  expect(notices.now).toBeUndefined()
  leaves.forEach((leave) => leave?.())
})

test('one does not ask of what is free, one’s own, or left; nor do those who are signed out', async () => {
  const asked = vi.spyOn(posts, 'some').mockResolvedValue([])
  follow(made('1', 'public', false))
  follow(made('2', 'price', false, me))
  follow(made('3', 'price', true))?.()
  session.me = undefined
  follow(made('4', 'price', true))
  await lookAgain()
  expect(asked).not.toHaveBeenCalled()
})
