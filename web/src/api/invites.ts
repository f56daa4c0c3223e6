import { ask, get, post } from './client'
import type { Invite } from './entities'

const path = '/api/rossgram/v1/invites'
export type { Invite }

export const invites = () => get<Invite[]>(path)
export const invite = (expires_in: number, max_uses: number) => post<Invite>(path, { expires_in, max_uses })
export const revoke = (id: string) => ask('DELETE', `${path}/${id}`)
