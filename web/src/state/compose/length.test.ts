import { expect, test } from 'vitest'
import { lengthOf } from './length'

test('a family of four and a flag are one character each', () => {
  expect(lengthOf('👨‍👩‍👧‍👦🇳🇴')).toBe(2)
  expect(lengthOf('e\u0301')).toBe(1)
  expect(lengthOf('Привет!')).toBe(7)
})

test('a link has the length of every other, and an address that of its name', () => {
  expect(lengthOf(`see https://example.com/${'x'.repeat(400)}`)).toBe(4 + 23)
  expect(lengthOf('by @anna@example.com')).toBe('by @anna'.length)
})
