import { list, post } from './client'
import type { LeadingPost, LeadingTag } from './entities'

export type { LeadingPost, LeadingTag } from './entities'

/** What leads by its numbers, with what moderators keep out of it. */
export const leadingTags = list<LeadingTag>('/api/v1/admin/trends/tags')
export const leadingPosts = list<LeadingPost>('/api/v1/admin/trends/statuses')
export const keepTagOut = (name: string) =>
  post<LeadingTag>(`/api/v1/admin/trends/tags/${encodeURIComponent(name)}/reject`)
export const letTagIn = (name: string) =>
  post<LeadingTag>(`/api/v1/admin/trends/tags/${encodeURIComponent(name)}/approve`)
export const keepPostOut = (id: string) =>
  post<LeadingPost>(`/api/v1/admin/trends/statuses/${encodeURIComponent(id)}/reject`)
export const letPostIn = (id: string) =>
  post<LeadingPost>(`/api/v1/admin/trends/statuses/${encodeURIComponent(id)}/approve`)
