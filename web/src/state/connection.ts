import { notices } from './notices.svelte'

const KEPT = 'reloaded'
const APART_MS = 60_000

/** Says when the network is gone, and when it is back; what opened without one asks anew. */
export function watchConnection() {
  const openedWithout = !navigator.onLine
  addEventListener('offline', () => notices.stand('frame.offline'))
  addEventListener('online', () => {
    if (openedWithout) return location.reload()
    notices.stand()
    notices.say('frame.online')
  })
  if (openedWithout) notices.stand('frame.offline')
}

let isInsisted = false

/**
 * Somebody pressed "Try again": browsers remember that a file did not come and ask for it no more, so where importing it
 * fails once more the page is asked for anew, whenever that was done before.
 */
export const insist = () => void (isInsisted = true)

/** A screen's file may be gone after a deployment: the page is asked for anew, once, and tells whether it is. */
export function loadAnew() {
  const isLate = Date.now() - Number(sessionStorage.getItem(KEPT) ?? 0) >= APART_MS
  if (!navigator.onLine || !(isLate || isInsisted)) return false
  isInsisted = false
  sessionStorage.setItem(KEPT, String(Date.now()))
  location.reload()
  return true
}
