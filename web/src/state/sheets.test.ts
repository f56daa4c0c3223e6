import { beforeEach, expect, test, vi } from 'vitest'
import { place } from './place.svelte'
import { sheets } from './sheets'

/** What the browser has kept, and where it is in it. */
let kept: [state: unknown, address: string][] = []
let at = 0
/** Whether the browser is on its way back. */
let going: (() => void)[] = []

const [push, replace] = [history.pushState.bind(history), history.replaceState.bind(history)]
vi.spyOn(history, 'pushState').mockImplementation((state, _, address) => {
  push(state, '', address)
  kept = [...kept.slice(0, ++at), [state, location.pathname]]
})
vi.spyOn(history, 'replaceState').mockImplementation((state, _, address) => {
  replace(state, '', address)
  kept[at] = [state, location.pathname]
})
vi.spyOn(history, 'go').mockImplementation((steps = 0) => void going.push(() => arriveAt(at + steps)))

function arriveAt(entry: number) {
  at = entry
  const [state, address] = kept[at]!
  replace(state, '', address)
  dispatchEvent(new PopStateEvent('popstate', { state }))
}
const back = () => arriveAt(at - 1)
async function arrive() {
  await Promise.resolve()
  while (going.length) going.shift()!()
}

/** Opens a sheet that its own close ends. */
async function open() {
  const sheet = { isOpen: true, close: () => {} }
  const end = sheets.open(() => sheet.close())
  sheet.close = () => {
    sheet.isOpen = false
    end()
  }
  await arrive()
  return sheet
}

beforeEach(async () => {
  await arrive()
  kept = []
  at = 0
  replace({ key: 0 }, '', '/')
  kept[0] = [{ key: 0 }, '/']
  dispatchEvent(new PopStateEvent('popstate', { state: { key: 0 } }))
  place.go('/@ada')
})

test('Back closes the innermost sheet, and the page stays', async () => {
  const isHere = place.stay()
  const [menu, sheet] = [await open(), await open()]
  back()
  await arrive()
  expect([menu.isOpen, sheet.isOpen, place.path]).toEqual([true, false, '/@ada'])
  back()
  await arrive()
  expect([menu.isOpen, place.path, isHere()]).toEqual([false, '/@ada', true])
  back()
  expect(place.path).toBe('/')
})

test('a sheet that is closed otherwise leaves no entry: the next Back leads to the page before', async () => {
  for (let times = 0; times < 3; times++) {
    ;(await open()).close()
    await arrive()
  }
  expect([at, place.path]).toEqual([1, '/@ada'])
  back()
  expect(place.path).toBe('/')
})

test('a menu that opens a sheet gives it its entry, at once or a moment later', async () => {
  const menu = await open()
  menu.close()
  const sheet = await open()
  expect([at, sheet.isOpen]).toEqual([2, true])
  sheet.close()
  await Promise.resolve()
  const late = { isOpen: true }
  sheets.open(() => (late.isOpen = false))
  await arrive()
  expect([at, late.isOpen]).toEqual([2, true])
  back()
  expect([at, late.isOpen]).toEqual([1, false])
})

test('whoever goes on from a sheet comes back to the page below it, once', async () => {
  const sheet = await open()
  place.go('/@tom')
  await arrive()
  expect([at, sheet.isOpen, place.path]).toEqual([2, false, '/@tom'])
  back()
  await arrive()
  expect([at, place.path]).toEqual([1, '/@ada'])
})

test('whoever goes on from a sheet over a sheet, or while one is left, comes back in one step', async () => {
  await open()
  const inner = await open()
  place.go('/@tom')
  back()
  await arrive()
  expect([at, inner.isOpen, place.path]).toEqual([1, false, '/@ada'])
  ;(await open()).close()
  await Promise.resolve()
  place.go('/@tom')
  await arrive()
  expect([at, place.path]).toEqual([2, '/@tom'])
  place.back()
  await arrive()
  expect([at, place.path]).toEqual([1, '/@ada'])
})

test('Back pressed twice at once leads on, and forward leads to no sheet that was closed', async () => {
  const sheet = await open()
  back()
  back()
  await arrive()
  expect([at, sheet.isOpen, place.path]).toEqual([0, false, '/'])
  arriveAt(2)
  await arrive()
  expect([at, place.path]).toEqual([1, '/@ada'])
})
