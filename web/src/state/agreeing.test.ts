import { beforeEach, expect, test, vi } from 'vitest'
import * as api from '../api/terms'
import { mustAgree } from './agreeing'

const told = (current: string | null, accepted: string | null) =>
  vi.spyOn(api, 'accepted').mockResolvedValue({ current, upcoming: null, accepted })

beforeEach(() => localStorage.clear())

test('whoever accepted earlier terms, or none, has to accept those that count', async () => {
  told('2026-12-15', '2026-11-18')
  expect(await mustAgree('1', '2026-12-15')).toBe(true)
  told('2026-12-15', null)
  expect(await mustAgree('2', '2026-12-15')).toBe(true)
})

test('whoever accepted them is asked about on this device once', async () => {
  const asked = told('2026-12-15', '2026-12-15')
  asked.mockClear()
  expect(await mustAgree('1', '2026-12-15')).toBe(false)
  expect(await mustAgree('1', '2026-12-15')).toBe(false)
  expect(asked).toHaveBeenCalledTimes(1)
  expect(await mustAgree('2', '2026-12-15')).toBe(false)
  expect(asked).toHaveBeenCalledTimes(2)
})

test('terms that were taken back, or that the account accepted later ones of, are not asked about', async () => {
  told(null, null)
  expect(await mustAgree('1', '2026-12-15')).toBe(false)
  told('2026-12-15', '2027-01-01')
  expect(await mustAgree('2', '2026-12-15')).toBe(false)
})
