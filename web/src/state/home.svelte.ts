import { marks, readHome } from '../api/finding'
import { everyones, home, newer, type Post } from '../api/posts'
import { isYounger } from './groups'
import { notices } from './notices.svelte'
import { keptPages, type Pages } from './pages.svelte'
import { session } from './session.svelte'

const EVERY_MS = 60_000

/** A reader's home feed: how far it was read before, what came since, and which bursts were opened. */
class Home {
  /** The newest that was seen before this visit; what is older stands below "all caught up". */
  read = $state('')
  fresh = $state(false)
  opened = $state<string[]>([])
  #marked = ''

  constructor(readonly pages: Pages<Post>) {
    void marks().then(
      (found) => (this.read = found.home?.last_read_id ?? ''),
      () => undefined,
    )
  }

  /** The first that was read before, unless nothing above it is new. */
  get seam() {
    const at = this.read ? this.pages.items.findIndex((post) => !isYounger(post.id, this.read)) : -1
    return at > 0 ? this.pages.items[at]?.id : undefined
  }

  /** Notes that the newest was looked at, once. */
  mark = (id?: string) => {
    if (!id || (this.#marked && !isYounger(id, this.#marked))) return
    this.#marked = id
    void readHome(id).catch(() => undefined)
  }

  renew = async () => {
    const newest = this.pages.items[0]?.id
    await this.pages.renew().then(() => {
      if (newest) this.read = newest
      this.fresh = false
    }, notices.failed)
  }

  /** Looks now and then whether something came, while the page is looked at. */
  follow = () => {
    const timer = setInterval(async () => {
      const newest = this.pages.items[0]?.id
      if (document.hidden || !newest || this.fresh) return
      this.fresh = (await newer(newest).catch(() => [])).length > 0
    }, EVERY_MS)
    return () => clearInterval(timer)
  }
}

const homes = new WeakMap<Pages<Post>, Home>()

/** The feed of whoever is signed in, as it was left. */
export function homeFeed() {
  const pages = keptPages(`home ${session.me?.id}`, home)
  const known = homes.get(pages) ?? new Home(pages)
  homes.set(pages, known)
  return known
}

export const everyonesFeed = () => keptPages('everyone', everyones)
