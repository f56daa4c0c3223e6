import { subscriptions, type Interval, type Subscription, type Tier } from '../api/money'
import { day } from '../words/moments'
import { money, say } from '../words/words.svelte'
import { session } from './session.svelte'

const LIVING = ['trialing', 'active', 'past_due', 'unpaid', 'paused']

/** One's own subscription to a creator, if there is one that lives. */
export async function mine(creatorId: string) {
  if (!session.me) return
  const { items } = await subscriptions()
  return items.find((one) => one.account?.id === creatorId && lives(one))
}

export const lives = (one: Subscription) => LIVING.includes(one.status)

export const priceOf = (tier: Tier, interval: Interval) => (interval === 'year' ? tier.yearly_amount : tier.amount)

/** A price with its period. */
export const each = (amount: number, currency: string, interval: Interval) =>
  say(interval === 'year' ? 'subscribe.yearly' : 'subscribe.monthly', { price: money(amount, currency) })

/** What a subscription is, and what comes next. */
export function stateOf(one: Subscription): string {
  const price = each(one.amount, one.currency, one.interval)
  const on = (at: string | null) => (at ? day(at) : '')
  if (!lives(one)) return one.ended_at ? say('member.over', { day: on(one.ended_at) }) : say('member.ended')
  if (one.cancel_at) return say('member.ending', { day: on(one.cancel_at) })
  if (one.status === 'trialing') return say('member.trialing', { day: on(one.trial_ends_at), price })
  if (one.status === 'past_due' && one.grace_ends_at) return say('member.past_due', { day: on(one.grace_ends_at) })
  if (one.status !== 'active') return say('member.unpaid')
  return one.paid_through ? say('member.active', { price, day: on(one.paid_through) }) : price
}

/** What a change of the tier costs, and when. */
export function changeOf(one: Subscription, to: Tier): string {
  const amount = priceOf(to, one.interval) ?? 0
  const price = each(amount, to.currency, one.interval)
  if (one.status === 'trialing') return say('member.on_trial', { price })
  if (amount > one.amount) return say('member.dearer')
  return say('member.cheaper', { day: one.paid_through ? day(one.paid_through) : '', price })
}
