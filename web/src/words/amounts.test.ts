import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { amountOf, readings, typedOf, whyNoAmount } from './amounts'
import { digitsOf } from './currencies'
import { isSignOf } from './signs'
import { money, speak } from './words.svelte'

type Cases = {
  read: Record<string, [string, string, number][]>
  two_readings: [string, string, string][]
  no_amount: string[]
  too_fine: [string, string][]
  another_currency: [string, string][]
  signs: Record<string, string>
  digits: Record<string, number>
}
// The server's parser is held to the same table, by tests/schemas/test_amounts.py.
const table = new URL('../tests/schemas/amounts.json', `file://${process.cwd()}/`)
const cases = JSON.parse(readFileSync(table, 'utf8')) as Cases
const currencies = Object.entries(cases.digits)

test.each(Object.values(cases.read).flat())('%s in %s is %i', (typed, currency, amount) => {
  expect(amountOf(typed, currency)).toBe(amount)
  expect(readings(typed)).toBeUndefined()
})

test.each(cases.two_readings)('%s may be %s or %s, and is asked again', (typed, one, other) => {
  expect(['eur', 'usd', 'jpy', 'kwd', 'isk'].map((currency) => amountOf(typed, currency))).toEqual(
    Array(5).fill(undefined),
  )
  expect(readings(typed)).toEqual({ one, other })
})

test.each(cases.no_amount)('%s is no amount', (typed) => {
  expect(amountOf(typed, 'eur')).toBeUndefined()
  expect(readings(typed)).toBeUndefined()
})

test.each([...cases.too_fine, ...cases.another_currency])('%s is no amount in %s', (typed, currency) =>
  expect(amountOf(typed, currency)).toBeUndefined(),
)

test('every sign of the table is known for its currencies and for no other', () => {
  for (const [sign, meant] of Object.entries(cases.signs))
    expect(currencies.map(([one]) => one).filter((one) => one !== sign && isSignOf(sign, one))).toEqual(
      currencies.map(([one]) => one).filter((one) => meant.split(' ').includes(one)),
    )
})

test('every currency has the digits of the table', () => {
  expect(currencies.map(([currency]) => digitsOf(currency))).toEqual(currencies.map(([, digits]) => digits))
})

test.each(['en', 'ru'] as const)('what is said in %s can be typed in every currency', async (language) => {
  await speak(language)
  for (const [currency, digits] of currencies)
    for (const amount of [5, 50, 1230, 123_450, 12_345_670]) {
      const said = money(amount, currency)
      // A third decimal makes it ambiguous: the person is asked.
      if (digits < 3) expect([said, amountOf(said, currency)]).toEqual([said, readings(said) ? undefined : amount])
    }
})

test('an amount that is there is written as one types it', () => {
  expect([typedOf(2550, 'eur'), typedOf(2500, 'eur'), typedOf(500, 'jpy')]).toEqual(['25.50', '25', '500'])
})

test('whoever typed what can be read in two ways is told both, and else what an amount is', async () => {
  await speak('ru')
  expect([whyNoAmount('1.234'), whyNoAmount('many')]).toEqual([
    'Это можно прочитать двояко. Напишите 1234 или 1.23.',
    'Напишите сумму, например 25 или 25,50.',
  ])
})
