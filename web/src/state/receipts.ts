import type { Purchase } from '../api/money'
import { money, say, type Sentence } from '../words/words.svelte'

const known: Record<string, Sentence> = {
  pending: 'bought.pending',
  expired: 'bought.pending',
  processing: 'bought.processing',
  paid: 'bought.paid',
  refunded: 'bought.refunded',
  superseded: 'bought.refunded',
  duplicate: 'bought.refunded',
  disputed: 'bought.disputed',
  failed: 'bought.failed',
}

/** What became of a payment. */
export function stateOf({ state, refunded, amount, currency }: Purchase): string {
  if (state === 'paid' && refunded > 0 && refunded < amount)
    return say('bought.partly', { price: money(refunded, currency) })
  return say(known[state] ?? 'bought.pending')
}

export const nameOf = ({ account }: Purchase) => account?.acct ?? say('bought.somebody')

/** What was bought. */
export function whatOf(one: Purchase): string {
  if (one.kind === 'tip') return say('bought.tip', { name: nameOf(one) })
  return one.kind === 'gift' ? say('bought.gift') : say('bought.post', { name: nameOf(one) })
}
