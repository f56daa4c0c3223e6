import { beforeEach, expect, test, vi } from 'vitest'
import { doorTo, followLinks, nextOf, place } from './place.svelte'

let grow: () => void
class Watch {
  constructor(grown: () => void) {
    grow = grown
  }
  observe() {}
  disconnect() {
    grow = () => undefined
  }
}
vi.stubGlobal('ResizeObserver', Watch)
let top = 0
let tall = 0
Object.defineProperty(globalThis, 'scrollY', { get: () => top, configurable: true })
Object.defineProperty(document.documentElement, 'scrollHeight', { get: () => tall })
const most = () => Math.max(0, tall - innerHeight)
vi.stubGlobal('scrollTo', ({ top: to }: { top: number }) => (top = Math.min(to, most())))

/** The browser's own Back, which tells the page what it kept of the entry. */
function comeBack(address: string, state: unknown) {
  history.replaceState(state, '', address)
  dispatchEvent(new PopStateEvent('popstate', { state }))
}

/** Reads a profile far down, goes on, and comes back to a page of which nothing is drawn yet. */
async function comeBackToProfile() {
  place.go('/@ada')
  await place.settle()
  const kept = history.state
  tall = 9000
  top = 4000
  place.go('/@ada/9')
  await place.settle()
  expect(top).toBe(0)
  tall = innerHeight
  comeBack('/@ada', kept)
  await place.settle()
}

beforeEach(() => {
  vi.useRealTimers()
  top = 0
  tall = 9000
})

test('whoever has gone elsewhere is not where they were, nor is whoever came to the same address anew', () => {
  place.go('/@ada/9')
  const isHere = place.stay()
  place.rename('/@Ada/9')
  expect(isHere()).toBe(true)
  expect(location.pathname).toBe('/@Ada/9')
  place.go('/')
  expect(isHere()).toBe(false)
  place.go('/@ada/9')
  expect(isHere()).toBe(false)
})

test('a page whose content comes late is scrolled to where it was read, as far as it has grown', async () => {
  await comeBackToProfile()
  expect(top).toBe(0)
  tall = 3000
  grow()
  expect(top).toBe(most())
  tall = 9000
  grow()
  expect(top).toBe(4000)
  top = 100
  tall = 9500
  grow()
  expect(top).toBe(100)
})

test('whoever scrolls before the content comes stays where they scroll', async () => {
  await comeBackToProfile()
  dispatchEvent(new Event('wheel'))
  tall = 9000
  grow()
  expect(top).toBe(0)
})

test('a place that was left before it was drawn is not forgotten', async () => {
  await comeBackToProfile()
  const kept = history.state
  place.go('/explore')
  tall = 9000
  comeBack('/@ada', kept)
  await place.settle()
  expect(top).toBe(4000)
})

test('a page that never grows that far is left alone after a while', async () => {
  vi.useFakeTimers()
  await comeBackToProfile()
  vi.advanceTimersByTime(3000)
  tall = 9000
  grow()
  expect(top).toBe(0)
})

test('on the first page of the visit the arrow leads home, also after the browser went back to it', () => {
  const back = vi.spyOn(history, 'go').mockReturnValue()
  comeBack('/explore', { key: 0 })
  place.go('/@ada')
  place.back()
  expect(back).toHaveBeenCalledTimes(1)
  comeBack('/explore', { key: 0 })
  place.back()
  expect(back).toHaveBeenCalledTimes(1)
  expect(place.path).toBe('/')
})

test('a link within the page leads the focus, and nowhere else', () => {
  document.body.append(...['a', 'div'].map((name) => document.createElement(name)))
  Object.assign(document.querySelector('a')!, { href: '#main' })
  Object.assign(document.querySelector('div')!, { id: 'main', tabIndex: -1 })
  const at = [location.href, history.length]
  document.addEventListener('click', followLinks)
  document.querySelector('a')!.click()
  document.removeEventListener('click', followLinks)
  expect(document.activeElement?.id).toBe('main')
  expect([location.href, history.length]).toEqual(at)
})

test('whoever signs in goes where they were going, and to no address of others', () => {
  const led = (next: string) => nextOf(doorTo(next).slice('/sign-in'.length))
  expect(['/direct?a=1', '//evil.example', '/\\evil.example', 'https://evil.example', 'x'].map(led)).toEqual([
    '/direct?a=1',
    '/',
    '/',
    '/',
    '/',
  ])
  expect(nextOf('')).toBe('/')
})
