const ARRIVES_MS = 1000

/**
 * The sheets that are open, the innermost last. Each has an entry of history above that of its place: Back closes it
 * and nothing else, and an entry whose sheet was closed otherwise is left.
 */
class Sheets {
  #open: (() => void)[] = []
  /** How many entries stand above that of the place. */
  #entries = entriesOf(history.state)
  /** What waits until an entry is left: a browser that is going back goes nowhere else. */
  #waiting?: (() => void)[]

  get entries() {
    return this.#entries
  }

  /** Gives a sheet its entry; what comes back ends it, and is told when the sheet is closed. */
  open = (close: () => void) => {
    this.#open.push(close)
    queueMicrotask(this.#match)
    return () => {
      this.#open = this.#open.filter((one) => one !== close)
      // A menu that opens a sheet leaves it its own entry.
      queueMicrotask(this.#match)
    }
  }

  /** Does something to history, once no entry is being left. */
  then = (act: () => void) => (this.#waiting ? void this.#waiting.push(act) : act())

  /** The browser came to an entry, or the place has become another: the sheets that have none there are closed. */
  arrive = (entries: number) => {
    this.#entries = entries
    // What was opened while an entry was left has none yet.
    if (!this.#waiting) for (const close of this.#open.splice(entries).reverse()) close()
    const waiting = this.#waiting ?? []
    this.#waiting = undefined
    for (const act of waiting) act()
    this.#match()
  }

  #match = () => {
    if (this.#waiting) return
    for (; this.#entries < this.#open.length; this.#entries++)
      history.pushState({ ...history.state, entries: this.#entries + 1 }, '')
    if (this.#entries === this.#open.length) return
    const waiting: (() => void)[] = (this.#waiting = [])
    history.go(this.#open.length - this.#entries)
    // A browser that has forgotten the entry below says nothing.
    setTimeout(() => this.#waiting === waiting && this.arrive(this.#open.length), ARRIVES_MS)
  }
}

/** How many entries of sheets an entry of history is above that of its place. */
export const entriesOf = (state: unknown) => (state as { entries?: number } | null)?.entries ?? 0

export const sheets = new Sheets()
