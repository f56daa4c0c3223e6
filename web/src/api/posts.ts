import { ask, get, list, post, sifted } from './client'
import type { Account, Context, Post } from './entities'

export type { Media, Post } from './entities'
const of = (id: string, what = '') => `/api/v1/statuses/${encodeURIComponent(id)}${what}`

export const home = list<Post>('/api/v1/timelines/home')
export const newer = (id: string) => get<Post[]>('/api/v1/timelines/home', { since_id: id, limit: 1 })
export const everyones = list<Post>('/api/v1/timelines/public', { only_media: true, limit: 30 })
const leading = list<Post>('/api/v1/trends/statuses', { limit: 20 })
/** What leads these days, and below it the newest: what could not be counted is no reason to show nothing. */
export async function explored(next?: string) {
  if (next) return everyones(next)
  const [first, newest] = await Promise.all([leading().catch(() => ({ items: [] })), everyones()])
  const known = new Set(first.items.map(({ id }) => id))
  return { items: [...first.items, ...newest.items.filter(({ id }) => !known.has(id))], next: newest.next }
}
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
export const likers = (id: string) => list<Account>(of(id, '/favourited_by'), { limit: 80 })
export const save = (id: string) => post<Post>(of(id, '/bookmark'))
export const unsave = (id: string) => post<Post>(of(id, '/unbookmark'))
/** The server answers with the share itself, which has the post in it. */
export const repost = (id: string) => post<Post>(of(id, '/reblog')).then((made) => made.reblog ?? made)
export const unrepost = (id: string) => post<Post>(of(id, '/unreblog'))
export const pin = (id: string) => post<Post>(of(id, '/pin'))
export const unpin = (id: string) => post<Post>(of(id, '/unpin'))
export const remove = (id: string) => ask<Post>('DELETE', of(id))
/** Sent twice under one key, a comment is written once. */
export const reply = (id: string, text: string, key: string) =>
  ask<Post>('POST', '/api/v1/statuses', {
    body: { status: text, in_reply_to_id: id },
    headers: { 'Idempotency-Key': key },
  })

export const archive = (id: string) => post<unknown>(`/api/v1.1/archive/add/${encodeURIComponent(id)}`)
export const unarchive = (id: string) => post<unknown>(`/api/v1.1/archive/remove/${encodeURIComponent(id)}`)
export const muteTalk = (id: string) => post<Post>(of(id, '/mute'))
export const unmuteTalk = (id: string) => post<Post>(of(id, '/unmute'))
export const talkBelow = (id: string, choice: { comments_disabled?: boolean; pinned_comment_id?: string | null }) =>
  ask<Post>('PUT', `/api/rossgram/v1/posts/${encodeURIComponent(id)}/comments`, { body: choice })

/** What an account sells, by price or to subscribers. */
export const forSale = (account: string) =>
  sifted(ofAccount(account), ({ rossgram }) => ['price', 'tier'].includes(rossgram.access))
