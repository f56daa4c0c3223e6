import { ask, get, list, post } from './client'
import type {
  Account,
  Filter,
  Leaving,
  List,
  MailChoices,
  NoticePolicy,
  NoticeRequest,
  Passkey,
  PasskeyCreation,
  RecoveryCodes,
  SecondFactor,
  Signed,
  TotpSecret,
} from './entities'

export type { Filter, Leaving, List, MailChoices, NoticePolicy, Passkey, SecondFactor, Signed } from './entities'

/** What one shows again to change what opens an account: its password, and a code where it asks for one. */
export type Proof = { password: string; otp: string }

export const changePassword = (form: Proof & { new_password: string }) =>
  ask<object>('PUT', '/api/rossgram/v1/password', { body: form })
export const changeEmail = (form: Proof & { email: string }) =>
  ask<object>('PUT', '/api/rossgram/v1/email', { body: form })
export const isConfirmed = () => get<boolean>('/api/v1/emails/check_confirmation')
export const confirmAgain = () => post<object>('/api/v1/emails/confirmations')

export const secondFactor = () => get<SecondFactor>('/api/rossgram/v1/two_factor')
export const drawSecret = (form: Proof) => post<TotpSecret>('/api/rossgram/v1/two_factor', form)
export const turnOn = (form: Proof & { code: string }) =>
  ask<RecoveryCodes>('PUT', '/api/rossgram/v1/two_factor', { body: form })
export const turnOff = (form: Proof) => ask<object>('DELETE', '/api/rossgram/v1/two_factor', { body: form })
export const recoveryCodes = (form: Proof) => post<RecoveryCodes>('/api/rossgram/v1/two_factor/recovery_codes', form)

export const passkeys = () => get<Passkey[]>('/api/rossgram/v1/passkeys')
export const beginPasskey = (form: Proof) => post<PasskeyCreation>('/api/rossgram/v1/passkeys/challenges', form)
export const addPasskey = (credential: object, name: string) =>
  post<Passkey>('/api/rossgram/v1/passkeys', { credential, name })
export const namePasskey = (id: string, name: string) =>
  ask<Passkey>('PUT', `/api/rossgram/v1/passkeys/${id}`, { body: { name } })
export const removePasskey = (id: string, form: Proof) =>
  ask<object>('DELETE', `/api/rossgram/v1/passkeys/${id}`, { body: form })

export const signed = () => get<Signed[]>('/api/rossgram/v1/sessions')
export const end = (id: string) => ask<object>('DELETE', `/api/rossgram/v1/sessions/${id}`)
export const endOthers = () => ask<object>('DELETE', '/api/rossgram/v1/sessions')

export const leaving = () => get<Leaving>('/api/rossgram/v1/leaving')
export const leave = (form: Proof & { end_subscriptions: boolean }) => post<Leaving>('/api/rossgram/v1/leaving', form)
export const stay = () => ask<object>('DELETE', '/api/rossgram/v1/leaving')

export const mails = () => get<MailChoices>('/api/rossgram/v1/mails')
export const chooseMails = (choice: Partial<MailChoices>) =>
  ask<MailChoices>('PATCH', '/api/rossgram/v1/mails', { body: choice })
export const policy = () => get<NoticePolicy>('/api/v2/notifications/policy')
export const changePolicy = (choice: Partial<NoticePolicy>) =>
  ask<NoticePolicy>('PATCH', '/api/v2/notifications/policy', { body: choice })

export const apart = () => get<NoticeRequest[]>('/api/v1/notifications/requests')
export const tell = (id: string) => post<object>(`/api/v1/notifications/requests/${id}/accept`)
export const dismiss = (id: string) => post<object>(`/api/v1/notifications/requests/${id}/dismiss`)

export const lists = () => get<List[]>('/api/v1/lists')
export const makeList = (title: string) => post<List>('/api/v1/lists', { title })
export const renameList = (id: string, title: string) => ask<List>('PUT', `/api/v1/lists/${id}`, { body: { title } })
export const deleteList = (id: string) => ask<object>('DELETE', `/api/v1/lists/${id}`)

/** Accounts that one puts together: the members of a list, or one's close friends. */
export type Circle = { path: string }
export const circleOf = (list: string): Circle => ({ path: `/api/v1/lists/${list}/accounts` })
export const closeFriends: Circle = { path: '/api/rossgram/v1/close_friends' }
export const members = ({ path }: Circle) => list<Account>(path, { limit: 80 })
export const putIn = ({ path }: Circle, id: string) => post<object>(path, { account_ids: [id] })
export const takeOut = ({ path }: Circle, id: string) => ask<object>('DELETE', path, { body: { account_ids: [id] } })

export const filters = () => get<Filter[]>('/api/v2/filters')
export type NewFilter = { title: string; context: string[]; filter_action: string; expires_in: number | null }
export const makeFilter = (form: NewFilter) =>
  post<Filter>('/api/v2/filters', { ...form, keywords_attributes: [{ keyword: form.title, whole_word: true }] })
export const deleteFilter = (id: string) => ask<object>('DELETE', `/api/v2/filters/${id}`)
