import { ask, get, list, post } from './client'
import type { BegunPurchase, Checkout, Tier } from './entities'
import type { Link, Purchase, Subscription, TipRange } from './entities'

export type { Purchase, Subscription, Tier, TipRange } from './entities'
export type Interval = 'month' | 'year'
const subscription = (id: string, what = '') => `/api/rossgram/v1/subscriptions/${id}${what}`

// Each begins to pay: where it leads, it is paid.
export const buy = (postId: string) =>
  post<BegunPurchase>(`/api/rossgram/v1/posts/${encodeURIComponent(postId)}/purchases`)
export const subscribe = (tierId: string, interval: Interval, code: string) =>
  post<Checkout>('/api/rossgram/v1/subscriptions', { tier_id: tierId, interval, promotion_code: code })
export const tip = (account_id: string, amount: number, currency: string, status_id = '') =>
  post<BegunPurchase>('/api/rossgram/v1/tips', { account_id, amount, currency, status_id })
export const give = (tier_id: string, account_id: string, months: number) =>
  post<BegunPurchase>('/api/rossgram/v1/gifts', { tier_id, account_id, months })

export const tiers = (accountId: string) => get<Tier[]>(`/api/rossgram/v1/accounts/${accountId}/tiers`)

export const tips = (accountId: string) => get<TipRange>(`/api/rossgram/v1/accounts/${accountId}/tips`)
export const purchases = list<Purchase>('/api/rossgram/v1/purchases')
export const purchase = (id: string) => get<Purchase>(`/api/rossgram/v1/purchases/${id}`)
export const subscriptions = list<Subscription>('/api/rossgram/v1/subscriptions')
export const changeTier = (id: string, tier_id: string) =>
  ask<Subscription>('PATCH', subscription(id), { body: { tier_id } })
export const cancel = (id: string) => post<Subscription>(subscription(id, '/cancel'))
export const resume = (id: string) => post<Subscription>(subscription(id, '/resume'))
export const portal = () => post<Link>('/api/rossgram/v1/subscriptions/portal')
