import { ask, failureOf, get, list, post, type Page } from './client'
import type { Backer, BegunPledge, Campaign, Pledge, Post, Refund, Reward } from './entities'

export type { Backer, Campaign, Pledge, Post, Refund, Reward } from './entities'
const of = (id: string, what = '') => `/api/rossgram/v1/campaigns/${encodeURIComponent(id)}${what}`
const LIMIT = 40
const FURTHEST = 100

/** Those that are ordered by their deadlines are paged by a number, and the others by the server's word. */
export const campaigns = (kind: string) =>
  kind === 'ending_soon' || kind === 'nearly_there'
    ? byDeadline(kind)
    : list<Campaign>('/api/rossgram/v1/campaigns', { list: kind, limit: LIMIT })

const byDeadline =
  (kind: string) =>
  async (next = '0'): Promise<Page<Campaign>> => {
    const items = await get<Campaign[]>('/api/rossgram/v1/campaigns', { list: kind, limit: LIMIT, offset: next })
    const after = Number(next) + LIMIT
    return { items, next: items.length < LIMIT || after > FURTHEST ? undefined : String(after) }
  }

export const ofAccount = (id: string) => list<Campaign>(`/api/rossgram/v1/accounts/${id}/campaigns`)
export const campaign = (id: string) => get<Campaign>(of(id))
export const updates = (id: string) => list<Post>(of(id, '/updates'))

export type Listed = Backer & { id: string }

/** Backers of whom some have no name: each is known by its place. */
export const backers = (id: string) => {
  const read = list<Backer>(of(id, '/backers'), { limit: LIMIT })
  return async (next?: string): Promise<Page<Listed>> => {
    const page = await read(next)
    return { ...page, items: page.items.map((one, place) => ({ ...one, id: one.account?.id ?? `${next} ${place}` })) }
  }
}

export type Chosen = { amount: number; rewards: { id: string; quantity: number }[]; anonymous: boolean }

/** The pledge that its reader has, if there is one. */
export const ownPledge = (id: string) =>
  get<Pledge>(of(id, '/pledge')).catch((thrown: unknown) => {
    if (failureOf(thrown).status === 404) return undefined
    throw thrown
  })
export const pledge = (id: string, chosen: Chosen) => post<BegunPledge>(of(id, '/pledge'), chosen)
export const changePledge = (id: string, chosen: Chosen) => ask<Pledge>('PUT', of(id, '/pledge'), { body: chosen })
export const cancelPledge = (id: string) => ask<Pledge>('DELETE', of(id, '/pledge'))
export const pledges = list<Pledge>('/api/rossgram/v1/pledges')
export const refunds = (pledgeId: string) => get<Refund[]>(`/api/rossgram/v1/pledges/${pledgeId}/refunds`)

// What only a creator does.
export const plan = (form: object) => post<Campaign>('/api/rossgram/v1/campaigns', form)
export const edit = (id: string, form: object) => ask<Campaign>('PUT', of(id), { body: form })
export const launch = (id: string) => post<Campaign>(of(id, '/launch'))
export const cancel = (id: string) => post<Campaign>(of(id, '/cancel'))
export const addReward = (id: string, form: object) => post<Reward>(of(id, '/rewards'), form)
export const editReward = (id: string, rewardId: string, form: object) =>
  ask<Reward>('PUT', of(id, `/rewards/${rewardId}`), { body: form })
export const dropReward = (id: string, rewardId: string) => ask<object>('DELETE', of(id, `/rewards/${rewardId}`))
export const writeUpdate = (id: string, form: object, key: string) =>
  ask<Post>('POST', of(id, '/updates'), { body: form, headers: { 'Idempotency-Key': key } })
