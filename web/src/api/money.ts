import { get, post } from './client'
import type { BegunPledge, BegunPurchase, Campaign, Checkout, Tier } from './entities'

export type { Campaign, Tier } from './entities'

// Each begins to pay: where it leads, it is paid.
export const buy = (postId: string) =>
  post<BegunPurchase>(`/api/rossgram/v1/posts/${encodeURIComponent(postId)}/purchases`)
export const subscribe = (tierId: string, interval: 'month' | 'year') =>
  post<Checkout>('/api/rossgram/v1/subscriptions', { tier_id: tierId, interval })
export const pledge = (campaignId: string, amount: number, rewardId: string, anonymous: boolean) =>
  post<BegunPledge>(`/api/rossgram/v1/campaigns/${campaignId}/pledge`, {
    amount,
    anonymous,
    rewards: rewardId ? [{ id: rewardId, quantity: 1 }] : [],
  })

export const tiers = (accountId: string) => get<Tier[]>(`/api/rossgram/v1/accounts/${accountId}/tiers`)
export const campaign = (id: string) => get<Campaign>(`/api/rossgram/v1/campaigns/${id}`)
