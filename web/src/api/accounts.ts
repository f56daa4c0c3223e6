import { ask, get, list, post } from './client'
import type { Account, OwnAccount, Relationship, Suggestion } from './entities'

export type { Account, Relationship } from './entities'
const of = (id: string, what = '') => `/api/v1/accounts/${encodeURIComponent(id)}${what}`

export const named = (acct: string) => get<Account>('/api/v1/accounts/lookup', { acct })
export const own = () => get<OwnAccount>('/api/v1/accounts/verify_credentials')
export const relationships = (ids: string[]) => get<Relationship[]>('/api/v1/accounts/relationships', { id: ids })
export const follow = (id: string) => post<Relationship>(of(id, '/follow'))
export const unfollow = (id: string) => post<Relationship>(of(id, '/unfollow'))
export const followers = (id: string) => list<Account>(of(id, '/followers'), { limit: 80 })
export const following = (id: string) => list<Account>(of(id, '/following'), { limit: 80 })
export const suggested = () =>
  get<Suggestion[]>('/api/v2/suggestions', { limit: 5 }).then((found) => found.map((one) => one.account))
export const change = (form: FormData) =>
  ask<OwnAccount>('PATCH', '/api/v1/accounts/update_credentials', { body: form })
export const asking = () => get<Account[]>('/api/v1/follow_requests')
export const letIn = (id: string) => post<Relationship>(`/api/v1/follow_requests/${id}/authorize`)
export const refuse = (id: string) => post<Relationship>(`/api/v1/follow_requests/${id}/reject`)
