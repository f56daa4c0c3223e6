import type { Page } from '../api/client'
import { ofOneAccount } from './own'

type Ask<T> = (next?: string) => Promise<Page<T>>

type Filtered = { filtered?: { filter: { filter_action: string } }[] }

/** What its reader's own filters do not hide: the server says what matches, and leaves the hiding to its clients. */
export const shown = <T>(items: T[]) =>
  items.filter((item) => !(item as Filtered).filtered?.some(({ filter }) => filter.filter_action === 'hide'))

/** A list that grows by pages: what a `Listing` shows. */
export class Pages<T extends { id: string }> {
  items = $state<T[]>([])
  waiting = $state(false)
  failure = $state<unknown>()
  ended = $state(false)

  #next?: string

  constructor(readonly ask: Ask<T>) {
    void this.more()
  }

  more = async () => {
    if (this.waiting || this.ended) return
    this.waiting = true
    this.failure = undefined
    try {
      const { items, next } = await this.ask(this.#next)
      for (const item of shown(items)) if (!this.items.some((known) => known.id === item.id)) this.items.push(item)
      this.#next = next
      this.ended = !next
    } catch (failure) {
      this.failure = failure
    } finally {
      this.waiting = false
    }
  }

  /** Puts what came since at the top; where that is more than a page, the list begins anew. */
  renew = () => this.#ask((items, known) => [...items.filter(({ id }) => !known.has(id)), ...this.items])

  /** As `renew`, of a list whose items come to its top again when something new is told of them. */
  raise = () =>
    this.#ask((items) => [...items, ...this.items.filter(({ id }) => !items.some((item) => item.id === id))])

  async #ask(join: (items: T[], known: Set<string>) => T[]) {
    const { items: found, next } = await this.ask()
    const items = shown(found)
    const known = new Set(this.items.map((item) => item.id))
    if (items.some((item) => known.has(item.id))) {
      this.items = join(items, known)
      return
    }
    this.items = items
    this.#next = next
    this.ended = !next
  }

  without = (id: string) => {
    this.items = this.items.filter((item) => item.id !== id)
  }
}

const kept = new Map<string, { pages: Pages<never>; at: number }>()
const FRESH_MS = 10 * 60_000

/** The list of a screen that was left a moment ago and is come back to, with all that was read of it. */
export function keptPages<T extends { id: string }>(key: string, ask: Ask<T>) {
  for (const [one, { at }] of kept) if (Date.now() - at >= FRESH_MS) kept.delete(one)
  const known = kept.get(key)
  const pages = known ? (known.pages as unknown as Pages<T>) : new Pages(ask)
  kept.set(key, { pages: pages as unknown as Pages<never>, at: Date.now() })
  return pages
}

type Sharing = { id: string; reblog?: { id: string } | null }

/** What became of a thing shows in every list that has it, too, and where others shared it. */
export function tellPages<T extends { id: string }>(now: T) {
  for (const { pages } of kept.values())
    for (const item of pages.items as Sharing[])
      for (const one of [item, item.reblog]) if (one?.id === now.id) Object.assign(one, now)
}

type Authored = { account?: { id: string }; reblog?: { account: { id: string } } | null }

/** What somebody posted is in no list any more. */
export function leaveOut(author: string) {
  const isTheirs = ({ account, reblog }: Authored) => account?.id === author || reblog?.account.id === author
  for (const { pages } of kept.values()) pages.items = pages.items.filter((one) => !isTheirs(one as Authored))
}

/** What was deleted or put away is in no list any more, nor where others shared it. */
export function takeOut(id: string) {
  const isThat = (one: Sharing) => one.id === id || one.reblog?.id === id
  for (const { pages } of kept.values()) pages.items = pages.items.filter((one) => !isThat(one))
}

/** The next screen asks anew: something was published, or somebody followed. */
export const forgetPages = (key = '') =>
  [...kept.keys()].filter((one) => one.startsWith(key)).forEach((one) => kept.delete(one))

// What one account sees of a post, another may not.
ofOneAccount(forgetPages)
