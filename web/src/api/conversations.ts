import { ask, get, list, post } from './client'
import type { Conversation, Post } from './entities'

export type { Conversation } from './entities'

export const talks = list<Conversation>('/api/v1/conversations')
export const requests = list<Conversation>('/api/v1/conversations', { scope: 'requests' })
export const talk = (id: string) => get<Conversation>(`/api/rossgram/v1/conversations/${encodeURIComponent(id)}`)
/** The conversation with somebody, whether or not anything was said there yet. */
export const talkWith = (ids: string[]) =>
  get<Conversation>('/api/rossgram/v1/conversations/between', { account_ids: ids })
export const messages = (id: string) =>
  list<Post>(`/api/rossgram/v1/conversations/${encodeURIComponent(id)}/messages`, { limit: 20 })
/** Sent twice under one key, a message is sent once. */
export const write = (ids: string[], text: string, key: string) =>
  ask<Post>('POST', '/api/rossgram/v1/conversations', {
    body: { account_ids: ids, status: text },
    headers: { 'Idempotency-Key': key },
  })
export const read = (id: string) => post<Conversation>(`/api/v1/conversations/${encodeURIComponent(id)}/read`)
export const accept = (id: string) =>
  post<Conversation>(`/api/rossgram/v1/conversations/${encodeURIComponent(id)}/accept`)
export const putAway = (id: string) => ask<object>('DELETE', `/api/v1/conversations/${encodeURIComponent(id)}`)
export const unread = () => get<{ count: number }>('/api/rossgram/v1/conversations/unread_count')
