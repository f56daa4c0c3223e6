import { get, post } from './client'
import type { BegunPurchase, Checkout, Tier } from './entities'

export type { Tier } from './entities'

// Each begins to pay: where it leads, it is paid.
export const buy = (postId: string) =>
  post<BegunPurchase>(`/api/rossgram/v1/posts/${encodeURIComponent(postId)}/purchases`)
export const subscribe = (tierId: string, interval: 'month' | 'year') =>
  post<Checkout>('/api/rossgram/v1/subscriptions', { tier_id: tierId, interval })

export const tiers = (accountId: string) => get<Tier[]>(`/api/rossgram/v1/accounts/${accountId}/tiers`)
