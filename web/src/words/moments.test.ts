import { expect, test } from 'vitest'

test('a day of the calendar is that day west of Greenwich too, and a moment is of the reader’s day', async () => {
  process.env.TZ = 'America/New_York'
  const { date, day } = await import('./moments')
  expect(new Date('2026-11-01').getDate()).toBe(31)
  expect(date('2026-11-01')).toBe('November 1, 2026')
  expect(date('2026-11-01T00:00:00.000Z')).toBe('November 1, 2026')
  expect(day('2026-11-01T00:00:00.000Z')).toBe('October 31, 2026')
})
