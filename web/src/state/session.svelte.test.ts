import { beforeEach, expect, test, vi } from 'vitest'
import type { Account } from '../api/accounts'
import * as people from '../api/accounts'
import * as api from '../api/session'
import { get } from '../api/client'
import type { Campaign } from '../api/campaigns'
import type { Post } from '../api/posts'
import { isCovered, uncover } from './covered.svelte'
import { keepForTab } from './here'
import { keptPages } from './pages.svelte'
import { choiceOf } from './pledging.svelte'
import { relations } from './relations.svelte'
import { session } from './session.svelte'
import { unread } from './unread.svelte'

const drafts = vi.hoisted(() => vi.fn(async () => undefined))
vi.mock('./compose/kept', () => ({ forgetAllOf: drafts }))
const ada = { id: '1', acct: 'ada' } as Account
const bob = { id: '2', acct: 'bob' } as Account
const browser = (...accounts: Account[]) => ({ accounts }) as unknown as Awaited<ReturnType<typeof api.here>>
const settled = () => new Promise((done) => setTimeout(done, 5))
const form = { username: '', password: '' }

beforeEach(async () => {
  vi.restoreAllMocks()
  drafts.mockClear()
  vi.spyOn(location, 'assign').mockReturnValue()
  localStorage.clear()
  sessionStorage.clear()
  vi.spyOn(api, 'here').mockResolvedValue(browser(ada, bob))
  await session.start()
})

test('what was kept in memory of one account is not shown to the next, nor to nobody', async () => {
  const warned = { id: '9', spoiler_text: 'x', account: bob, rossgram: {}, media_attachments: [{}] } as unknown as Post
  const campaign = { id: '7', rewards: [], currency: 'eur' } as unknown as Campaign
  for (const next of [browser(bob), browser()]) {
    vi.spyOn(api, 'here').mockResolvedValue(browser(ada))
    await session.start()
    const pages = keptPages('explore', async () => ({ items: [{ id: '9', locked: false }] }))
    vi.spyOn(people, 'relationships').mockResolvedValue([{ id: '3', following: true }] as never)
    relations.need('3')
    await settled()
    uncover(warned)
    choiceOf(campaign).amount = '25'
    unread.count = 4
    expect(relations.of('3')?.following).toBe(true)
    expect(isCovered(warned)).toBe(false)

    if (next.accounts.length) {
      vi.spyOn(api, 'enter').mockResolvedValue(next)
      await session.enter(form)
    } else {
      vi.spyOn(api, 'here').mockResolvedValue(next)
      await session.start()
    }

    expect(keptPages('explore', async () => ({ items: [] }))).not.toBe(pages)
    expect(relations.of('3')).toBeUndefined()
    session.me = { id: 'another' } as Account
    expect(isCovered(warned)).toBe(true)
    expect(choiceOf(campaign).amount).toBe('')
    expect(unread.count).toBe(0)
  }
})

test('an answer about the account of before is not told to the next', async () => {
  let answer!: (found: never) => void
  vi.spyOn(people, 'relationships').mockReturnValue(new Promise((done) => (answer = done)))
  relations.need('4')
  await settled()
  vi.spyOn(api, 'enter').mockResolvedValue(browser(bob))
  await session.enter(form)
  answer([{ id: '4', following: true }] as never)
  await settled()
  expect(relations.of('4')).toBeUndefined()
})

function keep() {
  for (const id of ['1', '2', '12']) {
    localStorage.setItem(`recent ${id}`, '[]')
    localStorage.setItem(`campaign ${id} new`, '{}')
  }
}

test('where another account signs out, this tab stays its own account, and what it keeps', async () => {
  keepForTab('1')
  sessionStorage.setItem('composing', 'a draft')
  keep()
  vi.spyOn(api, 'leave').mockResolvedValue(browser(ada))
  await session.leave(bob)
  expect(sessionStorage.getItem('account')).toBe('1')
  expect(sessionStorage.getItem('composing')).toBe('a draft')
  expect(Object.keys(localStorage).filter((key) => / 2/.test(key))).toEqual([])
  expect(localStorage.getItem('recent 1')).toBe('[]')
  expect(drafts.mock.calls).toEqual([['2']])
})

test('whoever signs out leaves no searches, plans and drafts on the device, and others lose nothing', async () => {
  keepForTab('1')
  sessionStorage.setItem('update 7', 'For my backers')
  keep()
  vi.spyOn(api, 'leave').mockResolvedValue(browser(bob))
  await session.leave(ada)
  expect(sessionStorage.length).toBe(0)
  expect(Object.keys(localStorage).filter((key) => / 1( |$)/.test(key))).toEqual([])
  for (const id of ['2', '12']) expect(localStorage.getItem(`campaign ${id} new`)).toBe('{}')
  expect(drafts.mock.calls).toEqual([['1']])
})

test('where all sign out, nothing of any of them is left, even where the device refuses for one', async () => {
  keep()
  drafts.mockRejectedValueOnce(new Error('no disk'))
  vi.spyOn(api, 'leave').mockResolvedValue(browser())
  await session.leave()
  expect(drafts.mock.calls).toEqual([['1'], ['2']])
  expect(location.assign).toHaveBeenCalledWith('/')
})

test('whoever has to confirm their address first waits, until the tab is another account', async () => {
  const refused = Response.json({ error: 'Your login is missing a confirmed e-mail address' }, { status: 403 })
  vi.stubGlobal('fetch', async () => refused)
  await get('/api/v1/timelines/home').catch(() => undefined)
  vi.unstubAllGlobals()
  expect(session.waits).toBe('address')
  vi.spyOn(api, 'here').mockResolvedValue(browser(bob))
  await session.start()
  expect(session.waits).toBe('')
})

test('whoever was here is not signed out by a server that does not answer, and is known once it does', async () => {
  localStorage.clear()
  vi.spyOn(api, 'here').mockResolvedValue(browser())
  await session.start()
  vi.spyOn(api, 'here').mockRejectedValue(new Error('busy'))
  await session.again()
  expect(session.unknown).toBe(false)
  localStorage.setItem('account', '1')
  await session.again()
  expect(session.unknown).toBe(true)
  vi.spyOn(api, 'here').mockResolvedValue(browser(ada))
  dispatchEvent(new Event('online'))
  await settled()
  expect([session.unknown, session.me?.id]).toEqual([false, '1'])
})
