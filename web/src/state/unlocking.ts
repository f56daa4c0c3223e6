import { one, type Post } from '../api/posts'

const KEPT = 'unlocking'
const TRIES = 20
const EVERY_MS = 1500

/** Remembers, over the way to the page of the payment and back, what was being unlocked. */
export const wait = (post: Post) => sessionStorage.setItem(KEPT, post.id)

/** After a payment: asks until the server says that it is open, and tells with what; the server learns it in moments. */
export async function watch(post: Post) {
  if (!post.rossgram.locked || sessionStorage.getItem(KEPT) !== post.id) return
  for (let tries = 0; tries < TRIES; tries++) {
    const now = await one(post.id).catch(() => post)
    if (!now.rossgram.locked) {
      sessionStorage.removeItem(KEPT)
      Object.assign(post, now)
      return
    }
    await new Promise((done) => setTimeout(done, EVERY_MS))
  }
}
