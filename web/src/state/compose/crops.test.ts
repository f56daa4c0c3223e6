import { expect, test } from 'vitest'
import { boxOf, drawn, fitted, held, isWhole, whole } from './crops'

const photo = { width: 4000, height: 3000 }

test('the original keeps every pixel, and so does a frame of its own shape', () => {
  expect(boxOf(whole, photo, 0)).toEqual({ x: 0, y: 0, width: 4000, height: 3000 })
  expect(isWhole(whole, photo, 4 / 3)).toBe(true)
  expect(isWhole({ ...whole, zoom: 1.2 }, photo, 0)).toBe(false)
})

test('a square is cut out of the middle, and never past an edge', () => {
  expect(boxOf(whole, photo, 1)).toEqual({ x: 500, y: 0, width: 3000, height: 3000 })
  expect(boxOf({ zoom: 2, x: 9, y: -9 }, photo, 1)).toEqual({ x: 2500, y: 0, width: 1500, height: 1500 })
  expect(held({ zoom: 99, x: 0, y: 0 }, photo, 1).zoom).toBe(3)
})

test('what is drawn covers its frame', () => {
  for (const aspect of [0, 1, 0.75, 16 / 9])
    for (const crop of [whole, { zoom: 2.5, x: 0, y: 1 }]) {
      const { width, height, left, top } = drawn(crop, photo, aspect)
      expect(left).toBeLessThanOrEqual(1e-9)
      expect(top).toBeLessThanOrEqual(1e-9)
      expect(left + width).toBeGreaterThanOrEqual(1 - 1e-9)
      expect(top + height).toBeGreaterThanOrEqual(1 - 1e-9)
    }
})

test('what has more pixels than the server takes is made smaller, in its shape', () => {
  const { width, height } = fitted({ width: 12_000, height: 9_000 }, 48_000_000)
  expect(width * height).toBeLessThanOrEqual(48_000_000)
  expect(width / height).toBeCloseTo(4 / 3, 3)
  expect(fitted(photo, 50_000_000)).toEqual(photo)
})
