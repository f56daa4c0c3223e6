import { campaigns, type Campaign } from '../api/campaigns'
import { search, towns } from '../api/finding'
import type { Post } from '../api/posts'
import { failureOf } from '../api/client'
import { ofOneAccount } from './own'
import { session } from './session.svelte'
import type { Found } from './recent.svelte'
import { typing } from './typing'

type Answer = { rows: Found[]; posts: Post[] }

/** What is found while its words are typed: an answer that nobody waits for any more is given up. */
export class Finding {
  words = $state('')
  found = $state.raw<Answer>()
  waiting = $state(false)
  failure = $state.raw<unknown>()
  #rest = typing()

  typed = () => {
    this.failure = undefined
    if (!this.words.trim()) return this.clear()
    this.waiting = true
    this.#rest(this.#look)
  }

  again = () => this.#rest(this.#look, 0)

  #look = async (signal: AbortSignal) => {
    this.failure = undefined
    this.waiting = true
    try {
      this.found = await ask(this.words.trim(), signal)
    } catch (failure) {
      if (signal.aborted) return
      if (failureOf(failure).status !== 422) this.failure = failure
    }
    if (!signal.aborted) this.waiting = false
  }

  clear = () => {
    this.#rest()
    this.words = ''
    this.found = undefined
    this.failure = undefined
    this.waiting = false
  }
}

// No route finds campaigns by words, so those that can be backed now are asked for once, and looked through.
let live: Promise<Campaign[]> | undefined
ofOneAccount(() => (live = undefined))
const backable = () =>
  (live ??= campaigns('live')().then(
    ({ items }) => items,
    () => ((live = undefined), []),
  ))

/** Those of them whose titles or creators have the words, as one list. */
export const campaignsBy = (words: string) => async () => {
  const wanted = words.trim().toLowerCase()
  const has = (text: string) => text.toLowerCase().includes(wanted)
  const items = (await backable()).filter(({ title, account }) =>
    [title, account?.acct ?? '', account?.display_name ?? ''].some(has),
  )
  return { items }
}

async function ask(words: string, signal: AbortSignal): Promise<Answer> {
  const name = words.replace(/^[@#]/, '')
  const [found, places, open] = await Promise.all([
    search(words, signal),
    // Whoever is signed out asks for no towns.
    session.me && !/^[@#]/.test(words) ? towns(name, signal) : [],
    backable(),
  ])
  return {
    rows: [
      ...found.accounts.map<Found>(({ acct, display_name, avatar }) => ({
        kind: 'person',
        path: `/@${acct}`,
        title: acct,
        text: display_name,
        picture: avatar,
      })),
      ...found.hashtags.map<Found>((tag) => ({
        kind: 'tag',
        path: `/tags/${encodeURIComponent(tag.name)}`,
        title: tag.name,
      })),
      ...places.slice(0, 4).map<Found>(({ id, name: title, region, country }) => ({
        kind: 'place',
        path: `/places/${id}`,
        title,
        text: [region, country].filter(Boolean).join(', '),
      })),
      ...open
        .filter(({ title }) => title.toLowerCase().includes(name.toLowerCase()))
        .slice(0, 4)
        .map<Found>(({ id, title }) => ({ kind: 'campaign', path: `/campaigns/${id}`, title })),
    ],
    posts: found.statuses,
  }
}
