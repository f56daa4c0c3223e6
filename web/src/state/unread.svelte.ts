import { seen, unread as ask } from '../api/finding'
import { ofOneAccount } from './own'
import { session } from './session.svelte'

const EVERY_MS = 60_000

/** How many notifications its reader has not looked at. */
class Unread {
  count = $state(0)

  look = async () => {
    const me = session.me?.id
    if (!me || document.hidden) return
    const { count } = await ask().catch(() => this)
    if (session.me?.id === me) this.count = count
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
ofOneAccount(() => (unread.count = 0))
