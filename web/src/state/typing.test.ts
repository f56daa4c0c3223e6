import { expect, test, vi } from 'vitest'
import { typing } from './typing'

test('only what stands there as the typing rests is asked, and what was asked before is given up', () => {
  vi.useFakeTimers()
  const rest = typing()
  const asked: [string, AbortSignal][] = []
  const type = (words: string) => rest((signal) => asked.push([words, signal]))

  type('a')
  type('an')
  vi.runAllTimers()
  type('ann')
  vi.runAllTimers()
  expect(asked.map(([words, signal]) => [words, signal.aborted])).toEqual([
    ['an', true],
    ['ann', false],
  ])
  type('anna')
  rest()
  vi.runAllTimers()
  expect(asked.map(([words]) => words)).toEqual(['an', 'ann'])
  expect(asked[1]![1].aborted).toBe(true)
  vi.useRealTimers()
})
