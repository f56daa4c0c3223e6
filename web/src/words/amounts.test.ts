import { expect, test } from 'vitest'
import { amountOf, isUnclear, typedOf } from './amounts'

test.each([
  ['25', 'eur', 2500],
  ['25.5', 'eur', 2550],
  ['25,50', 'eur', 2550],
  ['1 000', 'eur', 100_000],
  ['1 000,50', 'eur', 100_050],
  ["1'000.50", 'chf', 100_050],
  ['1,000.50', 'usd', 100_050],
  ['1.000,50', 'eur', 100_050],
  ['1,000,000', 'usd', 100_000_000],
  ['€25', 'eur', 2500],
  ['25 EUR', 'eur', 2500],
  ['500', 'jpy', 500],
  ['500.00', 'jpy', 500],
  ['500', 'isk', 50_000],
  ['17500', 'huf', 1_750_000],
])('%s in %s is %i', (typed, currency, amount) => {
  expect(amountOf(typed, currency)).toBe(amount)
})

test.each(['1,000', '1.000', '', 'ten', '-5', '1.2.3', '1e3', '25.501', '12,34,56', '$25', '1 00', '0x10'])(
  '%s is no amount that can be told',
  (typed) => expect(amountOf(typed, 'eur')).toBeUndefined(),
)

test('what has two readings is known, and a currency without decimals takes none', () => {
  expect([isUnclear('1,000'), isUnclear('1.000 €'), isUnclear('1,000.00'), isUnclear('1 000')]).toEqual([
    true,
    true,
    false,
    false,
  ])
  expect(amountOf('500.50', 'jpy')).toBeUndefined()
  expect([typedOf(2550, 'eur'), typedOf(2500, 'eur'), typedOf(500, 'jpy')]).toEqual(['25.50', '25', '500'])
})
