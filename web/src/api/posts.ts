import { ask, get, list, post } from './client'
import type { Context, Post } from './entities'

export type { Media, Post } from './entities'
const of = (id: string, what = '') => `/api/v1/statuses/${encodeURIComponent(id)}${what}`

export const home = list<Post>('/api/v1/timelines/home')
export const everyones = list<Post>('/api/v1/timelines/public', { only_media: true, limit: 30 })
export const tagged = (tag: string) => list<Post>(`/api/v1/timelines/tag/${encodeURIComponent(tag)}`, { limit: 30 })
export const ofAccount = (id: string) =>
  list<Post>(`/api/v1/accounts/${id}/statuses`, { exclude_replies: true, exclude_reblogs: true, limit: 30 })
export const pinned = (id: string) => get<Post[]>(`/api/v1/accounts/${id}/statuses`, { pinned: true })
export const saved = list<Post>('/api/v1/bookmarks')
export const one = (id: string) => get<Post>(of(id))
export const some = (ids: string[]) => get<Post[]>('/api/v1/statuses', { id: ids })
export const comments = (id: string) => get<Context>(of(id, '/context')).then((found) => found.descendants)
export const like = (id: string) => post<Post>(of(id, '/favourite'))
export const unlike = (id: string) => post<Post>(of(id, '/unfavourite'))
export const save = (id: string) => post<Post>(of(id, '/bookmark'))
export const unsave = (id: string) => post<Post>(of(id, '/unbookmark'))
export const pin = (id: string) => post<Post>(of(id, '/pin'))
export const unpin = (id: string) => post<Post>(of(id, '/unpin'))
export const remove = (id: string) => ask<Post>('DELETE', of(id))
export const reply = (id: string, text: string) => post<Post>('/api/v1/statuses', { status: text, in_reply_to_id: id })

/** A draft as the server takes it; sent twice under one key it is published once. */
export type Draft = { status: string; media_ids: string[]; rossgram?: object }
export const publish = (draft: Draft, key: string) =>
  ask<Post>('POST', '/api/v1/statuses', { body: draft, headers: { 'Idempotency-Key': key } })
