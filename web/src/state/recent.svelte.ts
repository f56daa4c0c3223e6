import { session } from './session.svelte'

/** What somebody was led to by a search: what is shown of it, and its address. */
export type Found = {
  kind: 'person' | 'tag' | 'place' | 'campaign'
  path: string
  title: string
  text?: string
  picture?: string
}

const MOST = 15

/** What was found before, kept on this device for each account by itself. */
class Recent {
  found = $state<Found[]>([])
  #key = ''

  /** Looks up whose searches these are. */
  open = () => {
    this.#key = `recent ${session.me?.id ?? ''}`
    try {
      this.found = JSON.parse(localStorage.getItem(this.#key) ?? '[]')
    } catch {
      this.found = []
    }
  }

  keep = (one: Found) => this.#set([one, ...this.found.filter(({ path }) => path !== one.path)].slice(0, MOST))
  drop = (one: Found) => this.#set(this.found.filter(({ path }) => path !== one.path))
  clear = () => this.#set([])

  #set(found: Found[]) {
    this.found = found
    localStorage.setItem(this.#key, JSON.stringify(found))
  }
}

export const recent = new Recent()
