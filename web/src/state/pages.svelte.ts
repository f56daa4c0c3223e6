/** A list that grows by pages: what a `Listing` shows. */
export class Pages<T extends { id: string }> {
  items = $state<T[]>([])
  waiting = $state(false)
  failure = $state<unknown>()
  ended = $state(false)

  constructor(readonly ask: (before?: string) => Promise<T[]>) {
    void this.more()
  }

  more = async () => {
    if (this.waiting || this.ended) return
    this.waiting = true
    this.failure = undefined
    try {
      const page = await this.ask(this.items.at(-1)?.id)
      const known = new Set(this.items.map((item) => item.id))
      const fresh = page.filter((item) => !known.has(item.id))
      this.items.push(...fresh)
      this.ended = fresh.length === 0
    } catch (failure) {
      this.failure = failure
    } finally {
      this.waiting = false
    }
  }

  without = (id: string) => {
    this.items = this.items.filter((item) => item.id !== id)
  }
}

const kept = new Map<string, Pages<never>>()

/** The list of a screen that was left and is come back to, with all that was read of it. */
export function keptPages<T extends { id: string }>(key: string, ask: (before?: string) => Promise<T[]>) {
  if (!kept.has(key)) kept.set(key, new Pages(ask) as unknown as Pages<never>)
  return kept.get(key) as unknown as Pages<T>
}

/** The next screen asks anew: something was published, or somebody followed. */
export const forgetPages = (key = '') =>
  [...kept.keys()].filter((one) => one.startsWith(key)).forEach((one) => kept.delete(one))
