import { tick } from 'svelte'
import type { Post } from '../api/posts'

type Entry = { key: number; under?: string; title?: string }

/** Where the reader is: the address, the screen that stays below a dialog, and how far down each entry was read. */
class Place {
  path = $state(location.pathname)
  query = $state(location.search)
  under = $state<string>()
  #entry: Entry = { key: 0 }
  #read = new Map<number, number>()
  #last = 0
  #to?: number

  constructor() {
    history.scrollRestoration = 'manual'
    history.replaceState(this.#entry, '')
    addEventListener('popstate', ({ state }) => this.#arrive((state as Entry | null) ?? { key: 0 }))
  }

  /** The screen that is drawn: below a dialog it is the one that the dialog was opened from. */
  get screen() {
    return this.under ?? this.path
  }

  /** Goes to an address of ours; `over` draws it as a dialog over what is there. */
  go = (address: string, { over = false, replace = false } = {}) => {
    this.#read.set(this.#entry.key, scrollY)
    const entry: Entry = { key: replace ? this.#entry.key : ++this.#last, under: over ? this.screen : undefined }
    history[replace ? 'replaceState' : 'pushState'](entry, '', address)
    this.#arrive(entry, !over && !replace)
  }

  /** Tells later whether its reader is still where they are now: an answer that comes late leads nobody anywhere. */
  stay = () => {
    const entry = this.#entry
    return () => entry === this.#entry
  }

  /** The same place under its right address: nothing is drawn anew. */
  rename = (address: string) => {
    if (address !== location.pathname) history.replaceState(this.#entry, '', address)
  }

  back = () => (this.#last || this.#entry.key ? history.back() : this.go('/'))

  #arrive(entry: Entry, isNew = false) {
    const leaves = this.screen
    if (!isNew) this.#read.set(this.#entry.key, scrollY)
    this.#entry = entry
    this.under = entry.under
    this.path = location.pathname
    this.query = location.search
    if (this.screen !== leaves) this.#to = isNew ? 0 : (this.#read.get(entry.key) ?? 0)
    else if (isNew) scrollTo({ top: 0, behavior: 'smooth' })
  }

  /** Scrolls to where its reader was, once the screen of the address is drawn. */
  settle = async () => {
    await tick()
    if (this.#to !== undefined) scrollTo({ top: this.#to, behavior: 'instant' })
    this.#to = undefined
  }
}

export const place = new Place()

/** Where a post is read. */
export const addressOf = (post: Pick<Post, 'account' | 'id'>) => `/@${post.account.acct}/${post.id}`

/** Where one signs in, to be led to an address after it. */
export const doorTo = (next: string) => `/sign-in?next=${encodeURIComponent(next)}`

/** A post opens over what is there, where there is room for both. */
export const isWide = () => innerWidth >= 736

/** Follows links to ourselves without asking for a page; the server keeps its own pages. */
export function followLinks(event: MouseEvent) {
  const link = (event.target as Element | null)?.closest?.('a')
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return
  if (link.origin !== location.origin || link.target === '_blank' || link.hasAttribute('download')) return
  if (/^\/(api|oauth|unlock|checkout|s|media)\//.test(link.pathname)) return
  event.preventDefault()
  place.go(link.pathname + link.search, { over: link.dataset.over !== undefined && isWide() })
}
