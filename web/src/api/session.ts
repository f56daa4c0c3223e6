import { ask, get, post } from './client'
import type { Browser, PasskeyRequest } from './entities'

const path = '/api/rossgram/v1/session'

export const here = () => get<Browser>(path)
export const enter = (form: { username: string; password: string; otp?: string }) =>
  ask<Browser>('POST', path, { body: form })
export const challenge = () => post<PasskeyRequest>('/oauth/passkeys/challenge')
export const enterBy = (credential: object) => post<Browser>(path, { credential })
export const join = (form: { username: string; email: string; password: string; agreement: boolean }) =>
  ask<Browser>('POST', `${path}/sign_up`, { body: form })
export const prefer = (id: string) => ask<Browser>('PATCH', path, { body: { account_id: id } })
export const leave = (id?: string) => ask<Browser>('DELETE', path, { body: { account_id: id ?? '' } })
