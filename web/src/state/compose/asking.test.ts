import { expect, test } from 'vitest'
import { askedBy, beginAsking, isAskable, pollOf } from './asking'

test('what says nothing is no option, and a poll needs two that differ', () => {
  const asked = beginAsking()
  expect(isAskable(asked)).toBe(false)
  asked.options = [' Sea ', '', 'Sea', ' ']
  expect(isAskable(asked)).toBe(false)
  asked.options[3] = 'Hills '
  asked.options[2] = ''
  expect(isAskable(asked)).toBe(true)
  expect(pollOf(asked)).toEqual({ options: ['Sea', 'Hills'], expires_in: 86_400, multiple: false, hide_totals: false })
})

test('a draft of the server is asked again as it was', () => {
  const poll = { options: ['Sea', 'Hills'], expires_in: 600, multiple: true, hide_totals: true }
  expect(pollOf(askedBy(poll)!)).toEqual(poll)
  expect(askedBy(null)).toBeUndefined()
})
