import { get, list, post, turned } from './client'
import type { Account, Found, Markers, Notices, Place, Post, Tag } from './entities'

export type { Account, Found, Notice, Notices, Place, Tag } from './entities'

export const search = (words: string, signal?: AbortSignal) =>
  get<Found>('/api/v2/search', { q: words, limit: 8 }, signal)
/** Hashtags that begin so. */
export const tags = async (words: string, signal?: AbortSignal) =>
  (await get<Found>('/api/v2/search', { q: `#${words}`, type: 'hashtags', limit: 6 }, signal)).hashtags
/** Hashtags that lead these days. */
export const leadingTags = () => get<Tag[]>('/api/v1/trends/tags', { limit: 5 })
/** Those of whom most are followers, among who posted lately. */
export const leadingPeople = () => get<Account[]>('/api/v1.1/discover/accounts/popular', { limit: 5 })
/** Towns whose names begin so. */
export const towns = (words: string, signal?: AbortSignal) =>
  get<Place[]>('/api/v1.1/compose/search/location', { q: words, limit: 8 }, signal)
export const town = (id: string) => get<Place>(`/api/rossgram/v1/places/${encodeURIComponent(id)}`)
export const located = (id: string) =>
  list<Post>(`/api/rossgram/v1/places/${encodeURIComponent(id)}/posts`, { limit: 30 })

/** All that somebody is told of here: what is about money is told to whom asks for it by name. */
export const types = [
  ...[
    'mention',
    'follow',
    'follow_request',
    'favourite',
    'reblog',
    'status',
    'poll',
    'story:react',
    'tagged',
    'admin.sign_up',
    'admin.report',
    'moderation_warning',
    'purchase_open',
    'sale',
    'tip',
  ],
  ...['subscriber', 'pledge', 'campaign_funded', 'campaign_ended', 'campaign_failed', 'campaign_needs_you'],
]
export const notices = turned<Notices>('/api/v2/notifications', { limit: 40, types })
export const unread = () => get<{ count: number }>('/api/v1/notifications/unread_count', { types })
export const marks = () => get<Markers>('/api/v1/markers', { timeline: ['home', 'notifications'] })
export const seen = (id: string) => post<object>('/api/v1/markers', { notifications: { last_read_id: id } })
export const readHome = (id: string) => post<object>('/api/v1/markers', { home: { last_read_id: id } })
