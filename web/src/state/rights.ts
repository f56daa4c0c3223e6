import { some, type Post } from '../api/posts'
import { notices } from './notices.svelte'
import { tellPages } from './pages.svelte'
import { session } from './session.svelte'

const EVERY_MS = 60_000
const AT_ONCE = 100

const shown = new Set<Post>()
const isPaid = (post: Post) => ['price', 'tier', 'campaign'].includes(post.rossgram.access)

/** Keeps a post that is paid for as its reader may see it, for as long as it is on the screen. */
export function follow(post: Post) {
  if (!session.me || session.me.id === post.account.id || !isPaid(post)) return
  shown.add(post)
  return () => void shown.delete(post)
}

/** Asks what of all that is on the screen is open now: it opens, or locks again, where it stands. */
export async function lookAgain() {
  const ids = [...new Set([...shown].map((post) => post.id))].slice(0, AT_ONCE)
  if (!ids.length || document.hidden) return
  const found = new Map((await some(ids).catch(() => [])).map((post) => [post.id, post]))
  for (const post of shown) {
    const now = found.get(post.id)
    if (now && now.rossgram.locked !== post.rossgram.locked) became(post, now)
  }
}

function became(post: Post, now: Post) {
  if (now.rossgram.locked) notices.say('lock.again')
  Object.assign(post, now)
  tellPages(now)
}

/** Whoever paid in another tab, or was paid back meanwhile, sees it when they come back to this one. */
export function followRights() {
  const look = () => void lookAgain()
  const timer = setInterval(look, EVERY_MS)
  document.addEventListener('visibilitychange', look)
  return () => (clearInterval(timer), document.removeEventListener('visibilitychange', look))
}
