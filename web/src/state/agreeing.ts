import { accepted } from '../api/terms'
import { server } from './server.svelte'
import { session } from './session.svelte'

const key = (id: string) => `terms ${id}`

/** Notes on this device which terms an account accepted, so that the server need not be asked at each start. */
export const remember = (id: string, day: string) => localStorage.setItem(key(id), day)

/** Whether an account, which is signed in, has yet to accept the terms that count since a day. */
export async function mustAgree(id: string, day: string) {
  if ((localStorage.getItem(key(id)) ?? '') >= day) return false
  const told = await accepted()
  const agreed = told.accepted ?? ''
  if (agreed) remember(id, agreed)
  return told.current !== null && agreed < told.current
}

/** Has whoever is here wait until they accept the terms that count. */
export async function follow() {
  const id = session.me?.id ?? ''
  const must = await mustAgree(id, server.told?.rossgram.terms_day ?? '').catch(() => false)
  if (must && session.me?.id === id) session.waits ||= 'terms'
}
