import { untrack } from 'svelte'
import { ofOneAccount } from './own'
import { session } from './session.svelte'

const EVERY_MS = 60_000

/** A number that the server counts for whoever is signed in, and that no other account sees. */
export class Counting {
  count = $state(0)

  constructor(private ask: () => Promise<{ count: number }>) {
    ofOneAccount(() => (this.count = 0))
  }

  look = async () => {
    const me = session.me?.id
    if (!me || document.hidden) return
    const { count } = await this.ask().catch(() => this)
    if (session.me?.id === me) this.count = count
  }

  /** Has what a component lists asked for again whenever more is counted, for as long as it is shown. */
  onMore = (again: () => Promise<unknown>) => {
    let last = this.count
    $effect(() => {
      const { count } = this
      if (count > last) untrack(() => void again().catch(() => undefined))
      last = count
    })
  }

  /** Looks now and then, while the page is looked at. */
  follow = () => {
    void this.look()
    const timer = setInterval(this.look, EVERY_MS)
    return () => clearInterval(timer)
  }
}
