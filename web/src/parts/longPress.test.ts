import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { longPress } from './longPress'

let [link, act, end] = [document.createElement('a'), vi.fn(), vi.fn()]
let leave = () => {}

beforeEach(() => {
  vi.useFakeTimers()
  ;[link, act, end] = [document.createElement('a'), vi.fn(), vi.fn()]
  leave = longPress(act, end)(link)
})
afterEach(() => {
  leave()
  vi.useRealTimers()
})

const point = (name: string, how: PointerEventInit = {}) => link.dispatchEvent(new PointerEvent(name, how))
/** Whether a click leads where the link does. */
const leads = (detail: number) => link.dispatchEvent(new MouseEvent('click', { cancelable: true, detail }))

test('a finger that stays acts and leads nowhere, and one that moves on or is lifted does not act', () => {
  point('pointerdown')
  vi.advanceTimersByTime(1000)
  point('pointerup')
  expect([act.mock.calls.length, end.mock.calls.length, leads(1), leads(1)]).toEqual([1, 1, false, true])
  point('pointerdown')
  point('pointermove', { clientX: 30 })
  vi.advanceTimersByTime(1000)
  point('pointerdown')
  point('pointerup')
  vi.advanceTimersByTime(1000)
  expect(act).toHaveBeenCalledTimes(1)
})

test('after a finger that stayed, whose browser told of no click, a key leads at once', () => {
  point('pointerdown')
  vi.advanceTimersByTime(1000)
  point('pointerup')
  expect(leads(0)).toBe(true)
})

test('the button of a mouse that opens a menu does not act, and what goes acts no more', () => {
  point('pointerdown', { button: 2 })
  vi.advanceTimersByTime(1000)
  point('pointerdown')
  leave()
  vi.advanceTimersByTime(1000)
  expect(act).not.toHaveBeenCalled()
})
