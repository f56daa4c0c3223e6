import { tips, type TipRange } from '../api/money'
import { digitsOf } from '../words/currencies'
import { ofOneAccount } from './own'

const kept = new Map<string, Promise<TipRange>>()
ofOneAccount(() => kept.clear())

/** What a tip to an account may be: asked once for as long as the page is there. */
export function tipsOf(accountId: string) {
  const known = kept.get(accountId) ?? tips(accountId)
  kept.set(accountId, known)
  known.catch(() => kept.delete(accountId))
  return known
}

const STEPS = [1, 2, 5]
const COUNT = 4

/** A few round amounts that people give, in the minor unit: from about the worth of three dollars on. */
export function roundAmounts({ currency, least, most }: { currency: string; least: number; most: number }) {
  const whole = 10 ** digitsOf(currency)
  const from = Math.max(least, most / 160)
  const found: number[] = []
  for (let power = whole / 100; found.length < COUNT && power < most; power *= 10)
    for (const step of STEPS) {
      const amount = step * power
      if (amount >= from && amount <= most && Number.isInteger(amount) && found.length < COUNT) found.push(amount)
    }
  return found
}
