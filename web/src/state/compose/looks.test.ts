import { expect, test } from 'vitest'
import { adjustments, filters, isPlain, paint, toneOf, untouched } from './looks'

const photo = () => Uint8ClampedArray.from([200, 120, 40, 255, 10, 30, 90, 255, 128, 128, 128, 128])
const painted = (look: Partial<typeof untouched>) => {
  const pixels = photo()
  paint(pixels, toneOf({ ...untouched, ...look }))
  return [...pixels]
}

test('what nobody touched stays as it is, to the bit', () => {
  expect(painted({})).toEqual([...photo()])
  expect(isPlain(untouched)).toBe(true)
})

test('there are at least ten filters, no two alike, and none touches how opaque a pixel is', () => {
  const made = filters.filter((filter) => filter !== 'plain').map((filter) => painted({ filter }))
  expect(made.length).toBeGreaterThanOrEqual(10)
  expect(new Set(made.map(String)).size).toBe(made.length)
  for (const pixels of made) expect([pixels[3], pixels[7], pixels[11]]).toEqual([255, 255, 128])
})

test('a filter of no strength is none', () => {
  for (const filter of filters) expect(painted({ filter, strength: 0 })).toEqual([...photo()])
})

test('each adjustment does what it says', () => {
  for (const name of adjustments) expect(isPlain({ ...untouched, [name]: 20 })).toBe(false)
  expect(painted({ brightness: 50 })[0]).toBeGreaterThan(200)
  const warm = painted({ warmth: 50 })
  expect(warm[8]! - warm[10]!).toBeGreaterThan(20)
  const grey = painted({ saturation: -100 })
  expect(grey[0]).toBe(grey[1])
  expect(grey[1]).toBe(grey[2])
})
