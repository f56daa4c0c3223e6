import { ask, get } from './client'
import type { Account } from './entities'

export type Here = { accounts: Account[] }
const path = '/api/rossgram/v1/session'

export const here = () => get<Here>(path)
export const enter = (form: { username: string; password: string; otp?: string }) =>
  ask<Here>('POST', path, { body: form })
export const join = (form: { username: string; email: string; password: string; agreement: boolean }) =>
  ask<Here>('POST', `${path}/sign_up`, { body: form })
export const prefer = (id: string) => ask<Here>('PATCH', path, { body: { account_id: id } })
export const leave = (id?: string) => ask<Here>('DELETE', path, { body: { account_id: id ?? '' } })
