import { expect, test, vi } from 'vitest'
import { Gesture } from './gesture'

const at = (clientX: number, clientY: number, timeStamp: number) => ({ clientX, clientY, timeStamp }) as PointerEvent

function begin() {
  const acts = { hold: vi.fn(), aside: vi.fn(), down: vi.fn() }
  const gesture = new Gesture(acts)
  const isTap = () => {
    const event = { stopPropagation: vi.fn() }
    gesture.click(event as unknown as Event)
    return !event.stopPropagation.mock.calls.length
  }
  return { acts, gesture, isTap }
}

test('a short press is a tap', () => {
  const { acts, gesture, isTap } = begin()
  gesture.down(at(10, 10, 0))
  gesture.up(at(12, 10, 100))
  expect(acts.hold.mock.calls).toEqual([[true], [false]])
  expect(isTap()).toBe(true)
})

test('a long press pauses while it lasts, and is no tap; the next is one again', () => {
  const { gesture, isTap } = begin()
  gesture.down(at(10, 10, 0))
  gesture.up(at(10, 10, 900))
  expect(isTap()).toBe(false)
  gesture.down(at(10, 10, 1000))
  gesture.up(at(10, 10, 1010))
  expect(isTap()).toBe(true)
})

test('a swipe sideways goes to the next person, or back; one down closes', () => {
  const { acts, gesture, isTap } = begin()
  for (const [x, y] of [
    [-90, 10],
    [90, 10],
    [10, 150],
  ] as const) {
    gesture.down(at(0, 0, 0))
    gesture.up(at(x, y, 100))
    expect(isTap()).toBe(false)
  }
  expect(acts.aside.mock.calls).toEqual([[true], [false]])
  expect(acts.down).toHaveBeenCalledOnce()
})
