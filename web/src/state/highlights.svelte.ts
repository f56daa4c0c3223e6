import { change, highlights, make, order, remove, type Highlight, type HighlightTerms } from '../api/highlights'
import { notices } from './notices.svelte'

/** The highlights of an account, in their order, as far as the reader may see them. */
export class Shelf {
  items = $state<Highlight[]>([])
  /** The last order that was asked for: one comes to the server after the other. */
  #order: Promise<Highlight[]> = Promise.resolve([])

  constructor(readonly account: string) {}

  renew = async () => {
    // Without an answer it stays as it was: the profile says that there is no connection.
    const found = await highlights(this.account).catch(() => undefined)
    if (found) this.items = found
  }

  save = async (id: string | undefined, terms: HighlightTerms) => {
    await (id ? change(id, terms) : make(terms))
    await this.renew()
  }

  remove = async (id: string) => {
    await remove(id)
    this.items = this.items.filter((one) => one.id !== id)
  }

  /** Puts one a place further to the front, or to the back; what another device changed meanwhile is shown then. */
  move = async (id: string, step: -1 | 1) => {
    const at = this.items.findIndex((one) => one.id === id)
    const after = [...this.items]
    const [moved] = after.splice(at, 1)
    if (!moved || at + step < 0 || at + step > after.length) return
    after.splice(at + step, 0, moved)
    this.items = after
    const ids = after.map((one) => one.id)
    const asked = (this.#order = this.#order.catch(() => []).then(() => order(ids)))
    try {
      const found = await asked
      if (this.#order === asked) this.items = found
    } catch (failure) {
      notices.failed(failure)
      if (this.#order === asked) await this.renew()
    }
  }
}
