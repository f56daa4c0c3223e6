import { flushSync, mount } from 'svelte'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Account } from '../../api/accounts'
import * as people from '../../api/accounts'
import { relations } from '../../state/relations.svelte'
import { session } from '../../state/session.svelte'
import { say } from '../../words/words.svelte'
import FollowButton from './FollowButton.svelte'

const unfollow = vi.spyOn(people, 'unfollow').mockImplementation(async (id) => ({ id, following: false }) as never)

let ids = 10
function shown(locked: boolean, how: object) {
  const account = { id: `${ids++}`, acct: 'bob', locked } as Account
  relations.tell({ id: account.id, ...how } as never)
  mount(FollowButton, { target: document.body, props: { account } })
  flushSync()
  return document.querySelector('button')!
}

beforeEach(() => {
  document.body.replaceChildren()
  unfollow.mockClear()
  session.me = { id: '1' } as Account
})

test('whoever leaves a private account is asked first, and is not where they look away', async () => {
  const button = shown(true, { following: true })
  flushSync(() => button.click())
  expect(button.textContent).toContain(say('follow.sure'))
  flushSync(() => button.dispatchEvent(new Event('blur')))
  expect(button.textContent).toContain(say('follow.following'))
  flushSync(() => button.click())
  await Promise.resolve()
  expect(unfollow).not.toHaveBeenCalled()
  flushSync(() => button.click())
  await vi.waitFor(() => expect(unfollow).toHaveBeenCalledTimes(1))
})

test('whoever leaves any other, or takes back that they asked, is not', async () => {
  for (const [locked, how] of [
    [false, { following: true }],
    [true, { requested: true }],
  ] as const) {
    unfollow.mockClear()
    document.body.replaceChildren()
    shown(locked, how).click()
    await vi.waitFor(() => expect(unfollow).toHaveBeenCalledTimes(1))
  }
})
