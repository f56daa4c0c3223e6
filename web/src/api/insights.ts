import { ask, get } from './client'
import type { Insights, PostInsights } from './entities'

export type { Insights, PostInsights } from './entities'
/** Posts and profiles that were looked at. */
export type Seen = Record<'status_ids' | 'account_ids', string[]>

export const insights = () => get<Insights>('/api/rossgram/v1/insights')
export const insightsOf = (id: string) => get<PostInsights>(`/api/rossgram/v1/statuses/${id}/insights`)
/** Says what was looked at, also while the page is left: it is counted for its owners, and never by whom. */
export const report = (seen: Seen) => ask('POST', '/api/rossgram/v1/views', { body: seen, keepalive: true })
