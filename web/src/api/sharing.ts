import { ask, get, post } from './client'
import type { Edit, Place, Post, SecretLink, Source } from './entities'

export type { Edit, Place, SecretLink } from './entities'
const of = (id: string, what = '') => `/api/v1/statuses/${encodeURIComponent(id)}${what}`
const links = (id: string) => `/api/rossgram/v1/statuses/${encodeURIComponent(id)}/links`

/** What is said anew of a post; without `status` only what is named changes. */
export type Changes = {
  status: string
  spoiler_text: string
  sensitive: boolean
  place_id: string
  media_ids: string[]
  media_attributes: { id: string; description: string }[]
  rossgram?: object
}

export const source = (id: string) => get<Source>(of(id, '/source'))
export const change = (id: string, changes: Changes) => ask<Post>('PUT', of(id), { body: changes })
export const history = (id: string) => get<Edit[]>(of(id, '/history'))

export const secretLinks = (id: string) => get<SecretLink[]>(links(id))
export const makeLink = (id: string, seconds?: number) =>
  post<SecretLink>(links(id), seconds ? { expires_in: seconds } : {})
export const endLink = (id: string, link: string) => ask<object>('DELETE', `${links(id)}/${encodeURIComponent(link)}`)
