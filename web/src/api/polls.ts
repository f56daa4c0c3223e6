import { get, post } from './client'
import type { Poll } from './entities'

export type { Poll } from './entities'

const of = (id: string, what = '') => `/api/v1/polls/${encodeURIComponent(id)}${what}`

/** A poll has the id of the post that asks it. */
export const look = (id: string) => get<Poll>(of(id))
export const vote = (id: string, choices: number[]) => post<Poll>(of(id, '/votes'), { choices })
