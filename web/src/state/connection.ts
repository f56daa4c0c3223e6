import { notices } from './notices.svelte'

const KEPT = 'reloaded'
const APART_MS = 60_000

/** Says when the network is gone, and when it is back; what opened without one asks anew. */
export function watchConnection() {
  const openedWithout = !navigator.onLine
  addEventListener('offline', () => notices.say('frame.offline'))
  addEventListener('online', () => (openedWithout ? location.reload() : notices.say('frame.online')))
  if (openedWithout) notices.say('frame.offline')
}

/** A screen's file may be gone after a deployment: the page is asked for anew, once, and tells whether it is. */
export function loadAnew() {
  if (!navigator.onLine || Date.now() - Number(sessionStorage.getItem(KEPT) ?? 0) < APART_MS) return false
  sessionStorage.setItem(KEPT, String(Date.now()))
  location.reload()
  return true
}
