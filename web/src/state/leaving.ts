import { place } from './place.svelte'

const HOUR = 3600

/** Writes down for the server's pages where its reader comes back to from a payment, a bank or Stripe. */
export function comeBackTo(path: string) {
  document.cookie = `back=${encodeURIComponent(path)}; path=/checkout; max-age=${HOUR}; samesite=lax`
}

/** Leaves for a page of Stripe's, and comes back to where one is. */
export function leaveFor(url: string, back = place.path) {
  comeBackTo(back)
  location.assign(url)
}
