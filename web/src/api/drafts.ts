import { ask, get, list, post } from './client'
import type { Draft, Post, Scheduled } from './entities'

export type { Draft, Scheduled } from './entities'

/** What a new post may say, as the API takes it. */
export type Form = {
  status: string
  media_ids: string[]
  spoiler_text?: string
  sensitive?: boolean
  place_id?: string
  poll?: object
  rossgram?: object
  scheduled_at?: string
}

const of = (id: string, what = '') => `/api/rossgram/v1/drafts/${encodeURIComponent(id)}${what}`
const timed = (id: string) => `/api/v1/scheduled_statuses/${encodeURIComponent(id)}`

/** Sent twice under one key, a post is published or scheduled once, and a draft is one draft. */
const once = <T>(path: string, form: Form, key: string) =>
  ask<T>('POST', path, { body: form, headers: { 'Idempotency-Key': key } })

export const publish = (form: Form, key: string) => once<Post | Scheduled>('/api/v1/statuses', form, key)
export const keep = (form: Form, key: string) => once<Draft>('/api/rossgram/v1/drafts', form, key)
export const drafts = list<Draft>('/api/rossgram/v1/drafts')
export const one = (id: string) => get<Draft>(of(id))
export const say = (id: string, form: Form) => ask<Draft>('PUT', of(id), { body: form })
export const remove = (id: string) => ask<object>('DELETE', of(id))
export const release = (id: string, at?: string) =>
  post<Post | Scheduled>(of(id, '/publish'), at ? { scheduled_at: at } : {})

export const scheduled = list<Scheduled>('/api/v1/scheduled_statuses')
export const move = (id: string, at: string) => ask<Scheduled>('PUT', timed(id), { body: { scheduled_at: at } })
export const cancel = (id: string) => ask<object>('DELETE', timed(id))
export const unschedule = (id: string) =>
  post<Draft>(`/api/rossgram/v1/scheduled_statuses/${encodeURIComponent(id)}/unschedule`)
