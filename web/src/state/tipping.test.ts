import { expect, test } from 'vitest'
import { roundAmounts } from './tipping'

test('the amounts to choose from are round in every currency, and within its limits', () => {
  expect(roundAmounts({ currency: 'eur', least: 50, most: 44_000 })).toEqual([500, 1000, 2000, 5000])
  expect(roundAmounts({ currency: 'jpy', least: 50, most: 78_000 })).toEqual([500, 1000, 2000, 5000])
  expect(roundAmounts({ currency: 'kwd', least: 50, most: 160_000 })).toEqual([1000, 2000, 5000, 10_000])
  expect(roundAmounts({ currency: 'huf', least: 17_500, most: 17_000_000 })).toEqual([
    200_000, 500_000, 1_000_000, 2_000_000,
  ])
})
