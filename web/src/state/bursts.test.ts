import { expect, test } from 'vitest'
import type { Post } from '../api/posts'
import { folded } from './bursts'

const posts = (order: string) =>
  [...order].map((who, place) => ({ id: String(place), account: { id: who, acct: who } }) as Post)

test('four in a row of one person are one and a line, and three are not', () => {
  const { hidden, after } = folded(posts('abbbbccc'), [])
  expect([...hidden]).toEqual(['2', '3', '4'])
  expect([...after]).toEqual([['1', { more: 3, acct: 'b' }]])
})

test('what was opened stays open, and two bursts of a person are two', () => {
  expect(folded(posts('bbbbabbbb'), ['0']).hidden).toEqual(new Set(['6', '7', '8']))
})
