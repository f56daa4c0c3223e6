import { get, list, post } from './client'
import type { Found, Notice } from './entities'

export type { Found, Notice } from './entities'

export const search = (words: string) => get<Found>('/api/v2/search', { q: words, limit: 10 })
export const notices = list<Notice>('/api/v1/notifications', { limit: 30 })
export const unread = () => get<{ count: number }>('/api/v1/notifications/unread_count')
export const seen = (id: string) => post<object>('/api/v1/markers', { notifications: { last_read_id: id } })
