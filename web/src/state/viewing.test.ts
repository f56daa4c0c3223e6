import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const report = vi.fn()
const told = { rossgram: { insights: true } }
vi.mock('../api/insights', () => ({ report: (seen: unknown) => report(seen) }))
vi.mock('./server.svelte', () => ({ server: { told } }))

type Entry = { target: Element; isIntersecting: boolean }
let cross: (entries: Entry[]) => void
class Observer {
  constructor(seen: (entries: Entry[]) => void) {
    cross = seen
  }
  observe = vi.fn()
  unobserve = vi.fn()
}

const MINUTE = 60_000
let watch: typeof import('./viewing').watch
let Failure: typeof import('../api/failure').Failure
const hide = (hidden: boolean) => {
  Object.defineProperty(document, 'hidden', { value: hidden, configurable: true })
  document.dispatchEvent(new Event('visibilitychange'))
}

beforeEach(async () => {
  vi.resetModules()
  vi.useFakeTimers()
  vi.stubGlobal('IntersectionObserver', Observer)
  vi.stubGlobal('navigator', { ...navigator, globalPrivacyControl: undefined })
  told.rossgram.insights = true
  report.mockReset().mockResolvedValue({})
  hide(false)
  ;({ watch } = await import('./viewing'))
  ;({ Failure } = await import('../api/failure'))
})
afterEach(() => vi.useRealTimers())

/** Lets something stand in the middle of the screen for a while. */
function look(id: string, kind: 'status_ids' | 'account_ids' = 'status_ids', milliseconds = 1_000) {
  const target = document.createElement('article')
  const stop = watch(target, kind, id)
  cross([{ target, isIntersecting: true }])
  vi.advanceTimersByTime(milliseconds)
  cross([{ target, isIntersecting: false }])
  return stop
}

test('what was looked at for a second is told of together, once', () => {
  for (const id of ['1', '2', '1']) look(id)
  look('9', 'account_ids')
  expect(report).not.toHaveBeenCalled()
  vi.advanceTimersByTime(MINUTE)
  expect(report.mock.calls).toEqual([[{ status_ids: ['1', '2'], account_ids: ['9'] }]])
  look('2')
  vi.advanceTimersByTime(2 * MINUTE)
  expect(report).toHaveBeenCalledTimes(1)
})

test('what is scrolled past, left, or hidden behind another tab was not looked at', () => {
  look('1', 'status_ids', 999)
  const target = document.createElement('article')
  const stop = watch(target, 'status_ids', '2')
  cross([{ target, isIntersecting: true }])
  stop()
  hide(true)
  look('3')
  vi.advanceTimersByTime(2 * MINUTE)
  expect(report).not.toHaveBeenCalled()
})

test('whoever leaves the tab tells at once, and so does a long look around', () => {
  look('1')
  hide(true)
  expect(report).toHaveBeenCalledTimes(1)
  hide(false)
  for (let n = 100; n < 150; n++) look(String(n))
  expect(report.mock.calls[1]![0].status_ids).toHaveLength(50)
})

test('nothing is told where the browser asks not to be followed, or the server does not count', () => {
  vi.stubGlobal('navigator', { globalPrivacyControl: true })
  look('1')
  vi.advanceTimersByTime(MINUTE)
  vi.stubGlobal('navigator', {})
  told.rossgram.insights = false
  look('2')
  vi.advanceTimersByTime(MINUTE)
  expect(report).not.toHaveBeenCalled()
})

test('what did not arrive is told later, and what was refused is not', async () => {
  report.mockRejectedValueOnce(new Failure(503, 'Busy'))
  look('1')
  await vi.advanceTimersByTimeAsync(MINUTE)
  report.mockRejectedValueOnce(new Failure(429, 'Too much'))
  look('2')
  await vi.advanceTimersByTimeAsync(MINUTE)
  look('3')
  await vi.advanceTimersByTimeAsync(MINUTE)
  expect(report.mock.calls.map(([seen]) => seen.status_ids)).toEqual([['1'], ['1', '2'], ['3']])
})
