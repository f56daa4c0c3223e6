import { ask, get, post } from './client'
import type { Carousel, Highlight, Story } from './entities'

export type { Highlight, Story } from './entities'
/** What a highlight has; without a cover its first story stands for it. */
export type HighlightTerms = { title: string; story_ids: string[]; cover_id?: string }

const ours = '/api/rossgram/v1/highlights'
const path = (id: string) => `${ours}/${encodeURIComponent(id)}`

export const highlights = (account: string) =>
  get<Highlight[]>(`/api/rossgram/v1/accounts/${encodeURIComponent(account)}/highlights`)
export const make = (terms: HighlightTerms) => post<Highlight>(ours, terms)
export const change = (id: string, terms: HighlightTerms) => ask<Highlight>('PUT', path(id), { body: terms })
export const remove = (id: string) => ask<object>('DELETE', path(id))
export const order = (ids: string[]) => post<Highlight[]>(`${ours}/order`, { ids })
/** One's own stories that stand. */
export const standing = async (): Promise<Story[]> =>
  (await get<Pick<Carousel, 'self'>>('/api/v1.1/stories/self-carousel')).self.nodes
