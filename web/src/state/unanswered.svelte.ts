import { unread as ask } from '../api/conversations'
import { ofOneAccount } from './own'
import { session } from './session.svelte'

const EVERY_MS = 60_000

/** In how many conversations somebody said something that its reader has not read. */
class Unanswered {
  count = $state(0)

  look = async () => {
    const me = session.me?.id
    if (!me || document.hidden) return
    const { count } = await ask().catch(() => this)
    if (session.me?.id === me) this.count = count
  }

  /** Looks now and then, while the page is looked at. */
  follow = () => {
    void this.look()
    const timer = setInterval(this.look, EVERY_MS)
    return () => clearInterval(timer)
  }
}

export const unanswered = new Unanswered()
ofOneAccount(() => (unanswered.count = 0))
