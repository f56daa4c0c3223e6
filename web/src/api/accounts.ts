import { ask, get, list, post } from './client'
import type { Account, FeaturedTag, Muted, OwnAccount, Relationship, Report, Suggestion } from './entities'

export type { Account, FeaturedTag, Muted, OwnAccount, Relationship } from './entities'
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
export const mute = (id: string, duration: number, notifications: boolean) =>
  post<Relationship>(of(id, '/mute'), { duration, notifications })
export const unmute = (id: string) => post<Relationship>(of(id, '/unmute'))
export const block = (id: string) => post<Relationship>(of(id, '/block'))
export const unblock = (id: string) => post<Relationship>(of(id, '/unblock'))
export const dropFollower = (id: string) => post<Relationship>(of(id, '/remove_from_followers'))
export const note = (id: string, comment: string) => post<Relationship>(of(id, '/note'), { comment })
export const showShares = (id: string, reblogs: boolean) => post<Relationship>(of(id, '/follow'), { reblogs })
export const blocked = list<Account>('/api/v1/blocks', { limit: 80 })
export const muted = list<Muted>('/api/v1/mutes', { limit: 80 })
export const findPeople = (words: string, followed: boolean, signal?: AbortSignal) =>
  get<Account[]>('/api/v1/accounts/search', { q: words, limit: 10, following: followed }, signal)
export const featured = (id: string) => get<FeaturedTag[]>(of(id, '/featured_tags'))
export const feature = (name: string) => post<FeaturedTag>('/api/v1/featured_tags', { name })
export const unfeature = (id: string) => ask<object>('DELETE', `/api/v1/featured_tags/${id}`)
export const dropPicture = () => ask<OwnAccount>('DELETE', '/api/v1/profile/avatar')

/** What somebody reports: an account, with posts of it, and why. */
export type Complaint = {
  account_id: string
  status_ids: string[]
  category: 'spam' | 'legal' | 'violation' | 'other'
  rule_ids: string[]
  comment: string
}
export const report = (complaint: Complaint) => post<Report>('/api/v1/reports', complaint)
