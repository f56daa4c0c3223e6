import { tick } from 'svelte'
import type { Post } from '../api/posts'
import { toTop } from './scrolling'
import { entriesOf, sheets } from './sheets'

type Entry = { key: number; under?: string }

const WAITS_MS = 3000
// By these a reader scrolls themselves.
const SCROLLS = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const

/** Where the reader is: the address, the screen that stays below a dialog, and how far down each entry was read. */
class Place {
  path = $state(location.pathname)
  query = $state(location.search)
  under = $state<string>()
  /** Its key says how many entries of ours are below it. */
  #entry: Entry = { key: keyOf(history.state) }
  #read = new Map<number, number>()
  #to?: number
  #stop = () => {}

  constructor() {
    history.scrollRestoration = 'manual'
    const entries = sheets.entries
    history.replaceState({ ...this.#entry, entries }, '')
    addEventListener('popstate', ({ state }) => this.#come(state as Entry | null))
    sheets.arrive(entries)
  }

  /** The screen that is drawn: below a dialog it is the one that the dialog was opened from. */
  get screen() {
    return this.under ?? this.path
  }

  /** Goes to an address of ours; `over` draws it as a dialog over what is there. */
  go = (address: string, how: { over?: boolean; replace?: boolean } = {}) => sheets.then(() => this.#go(address, how))

  #go(address: string, { over = false, replace = false }) {
    this.#note()
    // The entry of a sheet that one goes on from becomes that of the next place.
    const isAbove = sheets.entries > 0
    const key = this.#entry.key + (replace && !isAbove ? 0 : 1)
    const entry: Entry = { key, under: over ? this.screen : undefined }
    history[replace || isAbove ? 'replaceState' : 'pushState'](entry, '', address)
    this.#arrive(entry, !over && !replace)
    sheets.arrive(0)
  }

  #come(entry: Entry | null) {
    // What is asked for on a sheet is still asked for where the sheet was closed.
    if (keyOf(entry) !== this.#entry.key) this.#arrive(entry ?? { key: 0 })
    sheets.arrive(entriesOf(entry))
  }

  /** Tells later whether its reader is still where they are now: an answer that comes late leads nobody anywhere. */
  stay = () => {
    const entry = this.#entry
    return () => entry === this.#entry
  }

  /** The same place under its right address: nothing is drawn anew. */
  rename = (address: string) => {
    if (address !== location.pathname) history.replaceState(history.state, '', address)
  }

  back = () => sheets.then(() => (this.#entry.key ? history.go(-1 - sheets.entries) : this.go('/')))

  /** Notes how far down its reader is, or was to be once all is drawn. */
  #note() {
    this.#read.set(this.#entry.key, this.#to ?? scrollY)
  }

  #arrive(entry: Entry, isNew = false) {
    const leaves = this.screen
    if (!isNew) this.#note()
    this.#entry = entry
    this.under = entry.under
    this.path = location.pathname
    this.query = location.search
    if (this.screen !== leaves) {
      this.#stop()
      this.#to = isNew ? 0 : (this.#read.get(entry.key) ?? 0)
    } else if (isNew) toTop()
  }

  /** Scrolls to where its reader was, once the screen of the address is drawn that far. */
  settle = async () => {
    await tick()
    const to = this.#to
    if (to === undefined) return
    scrollTo({ top: to, behavior: 'instant' })
    if (!to || isDrawnTo(to)) this.#to = undefined
    else this.#wait(to)
  }

  /** What a screen waits for is drawn later: it is scrolled as it grows, until its reader scrolls or goes on. */
  #wait(to: number) {
    const drawn = new ResizeObserver(() => {
      scrollTo({ top: to, behavior: 'instant' })
      if (isDrawnTo(to)) this.#stop()
    })
    const stop = () => this.#stop()
    const timer = setTimeout(stop, WAITS_MS)
    this.#stop = () => {
      this.#stop = () => {}
      this.#to = undefined
      clearTimeout(timer)
      drawn.disconnect()
      for (const name of SCROLLS) removeEventListener(name, stop)
    }
    for (const name of SCROLLS) addEventListener(name, stop, { passive: true })
    drawn.observe(document.body)
  }
}

const keyOf = (state: unknown) => (state as Entry | null)?.key ?? 0
const isDrawnTo = (to: number) => document.documentElement.scrollHeight >= to + innerHeight

export const place = new Place()

/** Where whoever has signed in was going; an address that is not ours leads home. */
export function nextOf(query: string) {
  const next = new URLSearchParams(query).get('next') ?? ''
  return /^\/(?![/\\])/.test(next) ? next : '/'
}

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
  // A link within the page leads the focus, and is no place of its own.
  if (link.hash && link.pathname === location.pathname) return document.getElementById(link.hash.slice(1))?.focus()
  place.go(link.pathname + link.search, { over: link.dataset.over !== undefined && isWide() })
}
