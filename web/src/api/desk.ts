import { ask, file, get, list, post, sifted } from './client'
import type { Balance, Payout, Post, PromotionCode, Purchase, Refund, Revenue, Subscription, Tier } from './entities'

export type { Balance, Payout, PromotionCode, Purchase, Revenue, RevenueBook, Subscription } from './entities'
const tier = (id: string) => `/api/rossgram/v1/tiers/${id}`

// What is a creator's own: by whom they are paid, and what they offer.
export const balance = () => get<Balance>('/api/rossgram/v1/balance')
export const payouts = list<Payout>('/api/rossgram/v1/payouts')
export const sales = list<Purchase>('/api/rossgram/v1/sales')
export const subscribers = list<Subscription>('/api/rossgram/v1/subscribers')
export const refunds = (id: string) => get<Refund[]>(`/api/rossgram/v1/purchases/${id}/refunds`)
export const refund = (id: string, amount: number, key: string) =>
  post<Refund>(`/api/rossgram/v1/purchases/${id}/refunds`, { amount, key })

/** The days from one to another, in a time zone. */
export const revenue = (from: string, to: string, timezone: string) =>
  get<Revenue>('/api/rossgram/v1/revenue', { from, to, timezone })

/** One's whole book, as a file. */
export const book = (kind: 'csv' | 'json') =>
  file(kind === 'csv' ? '/api/rossgram/v1/ledger.csv' : '/api/rossgram/v1/ledger.json')

export type TierForm = {
  name: string
  text: string
  level: number
  currency: string
  amount: number
  yearly_amount: number | ''
  trial_days: number
}
export const createTier = (form: TierForm) => post<Tier>('/api/rossgram/v1/tiers', form)
export const changeTier = (id: string, form: Partial<TierForm>) => ask<Tier>('PATCH', tier(id), { body: form })
export const archiveTier = (id: string) => ask('DELETE', tier(id))

export type CodeForm = { code: string; percent_off: number; months?: number; most?: number; ends_at?: number }
export const codes = () => get<PromotionCode[]>('/api/rossgram/v1/promotion_codes')
export const createCode = (form: CodeForm) => post<PromotionCode>('/api/rossgram/v1/promotion_codes', form)
export const archiveCode = (id: string) => ask('DELETE', `/api/rossgram/v1/promotion_codes/${id}`)

export const reprice = (id: string, amount: number, currency: string) =>
  ask<Post>('PUT', `/api/v1/statuses/${id}`, { body: { rossgram: { price: { amount, currency } } } })

/** Those of somebody's posts that have a price. */
export const pricedPosts = (accountId: string) =>
  sifted(
    list<Post>(`/api/v1/accounts/${accountId}/statuses`, { exclude_replies: true, limit: 40 }),
    (post) => !!post.rossgram.price,
  )
