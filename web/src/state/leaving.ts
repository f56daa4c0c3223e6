import { place } from './place.svelte'
import { sheets } from './sheets'

const HOUR = 3600
const AWAITED = 'paying'

/**
 * Writes down for the server's pages where its reader comes back to from a payment, a bank or Stripe, and for this tab
 * what it awaits then: whoever turned back from one payment and begins another awaits the first no more.
 */
export function comeBackTo(path: string, awaited?: object) {
  document.cookie = `back=${encodeURIComponent(path)}; path=/checkout; max-age=${HOUR}; samesite=lax`
  if (awaited) sessionStorage.setItem(AWAITED, JSON.stringify(awaited))
  else sessionStorage.removeItem(AWAITED)
}

/** Leaves for a page of Stripe's, and comes back to where one is. */
export function leaveFor(url: string, back = place.path, awaited?: object) {
  comeBackTo(back, awaited)
  sheets.then(() => location.assign(url))
}

/** What was awaited of the payment that its reader comes back from, once. */
export function takeAwaited<T>() {
  const kept = sessionStorage.getItem(AWAITED)
  sessionStorage.removeItem(AWAITED)
  return kept === null ? undefined : (JSON.parse(kept) as T)
}
