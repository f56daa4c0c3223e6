import { failureOf } from '../api/client'
import { one, type Post } from '../api/posts'
import { notices } from './notices.svelte'
import { tellPages } from './pages.svelte'
import { addressOf, place } from './place.svelte'

const KEPT = 'unlocking'
const TRIES = 20
const EVERY_MS = 1500
const HOUR = 3600

/**
 * Begins to pay, and leads to where it is paid. Money is never shown before it is there: that page says what is paid, and
 * the server what is open. The way back is written down for it.
 */
export async function pay(begin: () => Promise<{ checkout_url: string | null }>, post?: Post) {
  try {
    const { checkout_url } = await begin()
    if (!checkout_url) return
    const back = post ? addressOf(post) : place.path
    if (post) sessionStorage.setItem(KEPT, post.id)
    document.cookie = `back=${encodeURIComponent(back)}; path=/checkout; max-age=${HOUR}; samesite=lax`
    location.assign(checkout_url)
  } catch (failure) {
    notices.say(failureOf(failure).status === 422 ? 'lock.refused' : 'failed.title')
  }
}

/** After a payment: asks until the server says that it is open, and tells with what; the server learns it in moments. */
export async function watch(post: Post) {
  if (!post.rossgram.locked || sessionStorage.getItem(KEPT) !== post.id) return
  for (let tries = 0; tries < TRIES; tries++) {
    const now = await one(post.id).catch(() => post)
    if (!now.rossgram.locked) {
      sessionStorage.removeItem(KEPT)
      Object.assign(post, now)
      tellPages(now)
      return
    }
    await new Promise((done) => setTimeout(done, EVERY_MS))
  }
}
