import { list, post } from './client'
import type { Strike } from './entities'

export type { Strike } from './entities'

/** What moderators did to one's own account and posts. */
export const strikes = list<Strike>('/api/rossgram/v1/strikes')
export const appeal = (id: string, text: string) =>
  post<Strike>(`/api/rossgram/v1/strikes/${encodeURIComponent(id)}/appeal`, { text })
