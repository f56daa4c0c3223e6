import { expect, test } from 'vitest'
import { inTurn } from './turns'

test('one photo is worked with at a time, in order, and one that fails holds up no other', async () => {
  const told: string[] = []
  let most = 0
  let now = 0
  const work =
    (name: string, wrong = false) =>
    async () => {
      most = Math.max(most, ++now)
      await new Promise((done) => setTimeout(done, 2))
      now--
      told.push(name)
      if (wrong) throw new Error(name)
      return name
    }
  const all = await Promise.allSettled([inTurn(work('a')), inTurn(work('b', true)), inTurn(work('c'))])
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(told).toEqual(['a', 'b', 'c'])
  expect(most).toBe(1)
})
