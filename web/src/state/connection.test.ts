import { beforeEach, expect, test, vi } from 'vitest'
import { say } from '../words/words.svelte'
import { insist, loadAnew, watchConnection } from './connection'
import { notices } from './notices.svelte'

const reload = vi.fn()
vi.stubGlobal('location', { ...location, reload })
beforeEach(() => {
  vi.useFakeTimers()
  sessionStorage.clear()
  reload.mockClear()
})

test('that the network is gone stands until it is back, below whatever else is said meanwhile', () => {
  watchConnection()
  dispatchEvent(new Event('offline'))
  vi.advanceTimersByTime(60_000)
  expect(notices.line).toBe(say('frame.offline'))
  notices.say('post.copied')
  expect(notices.line).toBe(say('post.copied'))
  vi.advanceTimersByTime(10_000)
  expect(notices.line).toBe(say('frame.offline'))
  dispatchEvent(new Event('online'))
  expect(notices.line).toBe(say('frame.online'))
  vi.advanceTimersByTime(10_000)
  expect(notices.line).toBeUndefined()
})

test('the page is asked for anew once, and again where its reader insists', () => {
  expect(loadAnew()).toBe(true)
  expect(loadAnew()).toBe(false)
  expect(reload).toHaveBeenCalledTimes(1)
  insist()
  expect(loadAnew()).toBe(true)
  // Nothing goes round: one press is one page.
  expect(loadAnew()).toBe(false)
  expect(reload).toHaveBeenCalledTimes(2)
})
