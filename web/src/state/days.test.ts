import { expect, test } from 'vitest'
import type { RevenueBook } from '../api/desk'
import { bars, roof, span } from './days'

const sums = {
  gross: 0,
  fees: 0,
  refunds: 0,
  disputes: 0,
  net: 0,
  payments_count: 0,
  refunds_count: 0,
  disputes_count: 0,
}
const book = (days: Record<string, number>): RevenueBook => ({
  currency: 'eur',
  total: sums,
  days: Object.entries(days).map(([date, net]) => ({ ...sums, date, net, payments_count: 1, kinds: {} })),
})

test('a day without a sale has a bar, and none is lost where the clocks change', () => {
  const made = bars(book({ '2026-03-28': 300, '2026-03-30': 500 }), '2026-03-28', '2026-03-30')
  expect(made.map(({ from, net }) => [from, net])).toEqual([
    ['2026-03-28', 300],
    ['2026-03-29', 0],
    ['2026-03-30', 500],
  ])
})

test('a long span has as many bars as can be seen, and their sums are the days', () => {
  const made = bars(book({ '2026-01-01': 100, '2026-01-02': 200, '2026-03-31': 400 }), '2026-01-01', '2026-03-31')
  expect(made.length).toBeLessThanOrEqual(31)
  expect(made[0]).toMatchObject({ from: '2026-01-01', to: '2026-01-03', net: 300, payments: 2 })
  expect(made.at(-1)).toMatchObject({ to: '2026-03-31', net: 400 })
})

test('a span ends today, and its top line is round', () => {
  expect(span(30, new Date(2026, 2, 1, 23))).toEqual({ from: '2026-01-31', to: '2026-03-01' })
  expect([0, 7, 130, 2_400].map(roof)).toEqual([1, 10, 200, 2_500])
})
