import { seen, unread as ask } from '../api/finding'
import { session } from './session.svelte'

const EVERY_MS = 60_000

/** How many notifications its reader has not looked at. */
class Unread {
  count = $state(0)

  look = async () => {
    if (!session.me || document.hidden) return
    this.count = (await ask().catch(() => ({ count: this.count }))).count
  }

  /** The newest of a list was looked at, and all below it. */
  upTo = (id?: string) => {
    this.count = 0
    if (id) void seen(id).catch(() => undefined)
  }

  /** Looks now and then, while the page is looked at. */
  follow = () => {
    void this.look()
    const timer = setInterval(this.look, EVERY_MS)
    return () => clearInterval(timer)
  }
}

export const unread = new Unread()
