import { ask, get, list, post } from './client'
import type { Account, Post } from './entities'

/** Where a post in which one is tagged stands: on one's profile, not approved yet, or kept from it. */
export type TagState = 'shown' | 'pending' | 'hidden'
/** Somebody at a point of a photo, from its left and its top, as shares of it. */
export type Tagged = { id: string; acct: string; x: number; y: number }

/** As many are tagged in the photos of a post together, as the server has it. */
export const MOST_TAGGED = 20

const people = (id: string) => `/api/rossgram/v1/statuses/${encodeURIComponent(id)}/people`

export const photosOf = (id: string, limit = 30) => list<Post>(`/api/rossgram/v1/accounts/${id}/tagged`, { limit })
export const ownTagged = (state: TagState) => list<Post>('/api/rossgram/v1/tagged', { state, limit: 30 })
export const leavePhoto = (id: string) => ask<object>('DELETE', people(id))
export const showPhoto = (id: string) => post<object>(`/api/rossgram/v1/tagged/${encodeURIComponent(id)}/show`)
export const hidePhoto = (id: string) => post<object>(`/api/rossgram/v1/tagged/${encodeURIComponent(id)}/hide`)
export const accountsOf = (ids: string[]) => get<Account[]>('/api/v1/accounts', { id: ids })

/** Who is tagged in a photo of a post, as its author goes on with it. */
export const taggedIn = (photo: Post['media_attachments'][number]): Tagged[] =>
  (photo.rossgram?.people ?? []).map(({ account, x, y }) => ({ id: account.id, acct: account.acct, x, y }))

/** The same as the forms of a post say it. */
export const tagsOf = (media: string, tagged: Tagged[]) =>
  tagged.map(({ id, x, y }) => ({ account_id: id, media_id: media, x, y }))
