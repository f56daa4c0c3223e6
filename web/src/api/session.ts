import { ask, get, post } from './client'
import type { Browser, PasskeyRequest } from './entities'

const path = '/api/rossgram/v1/session'

export const here = () => get<Browser>(path)
export const enter = (form: { username: string; password: string; otp?: string }) =>
  ask<Browser>('POST', path, { body: form })
export const challenge = () => post<PasskeyRequest>('/oauth/passkeys/challenge')
export const enterBy = (credential: object) => post<Browser>(path, { credential })
/** What somebody signs up with; a reason where the staff looks at it, or the code of an invitation. */
export type Joining = {
  username: string
  email: string
  password: string
  agreement: boolean
  reason?: string
  invite_code?: string
  /** The language of the mails that come. */
  locale?: string
  /** The day of the terms of service that were shown, and are agreed to. */
  terms_day?: string
}
export const join = (form: Joining) => ask<Browser>('POST', `${path}/sign_up`, { body: form })
export const prefer = (id: string) => ask<Browser>('PATCH', path, { body: { account_id: id } })
export const leave = (id?: string) => ask<Browser>('DELETE', path, { body: { account_id: id ?? '' } })
