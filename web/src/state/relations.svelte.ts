import { SvelteMap, SvelteSet } from 'svelte/reactivity'
import { relationships, type Relationship } from '../api/accounts'
import { ofOneAccount } from './own'
import { session } from './session.svelte'

const FRESH_MS = 5 * 60_000
const MOST_AT_ONCE = 80

/** How one stands to others: those that are asked for in one tick go in one question, and each is one thing everywhere. */
class Relations {
  #known = new SvelteMap<string, Relationship>()
  #at = new Map<string, number>()
  #wanted = new Set<string>()
  #awaited = new SvelteSet<string>()

  of = (id: string) => this.#known.get(id)

  /** Whether it is not known yet, and asked. */
  awaits = (id: string) => !this.#known.has(id) && this.#awaited.has(id)

  /** Asks how one stands to an account, unless that is known or asked already. */
  need = (id: string) => {
    const me = session.me?.id
    if (!me || id === me || Date.now() - (this.#at.get(id) ?? 0) < FRESH_MS) return
    this.#at.set(id, Date.now())
    if (!this.#wanted.size) setTimeout(this.#ask)
    this.#wanted.add(id)
    this.#awaited.add(id)
  }

  #ask = async () => {
    const me = session.me?.id
    const wanted = [...this.#wanted]
    this.#wanted.clear()
    for (let at = 0; at < wanted.length; at += MOST_AT_ONCE) {
      const ids = wanted.slice(at, at + MOST_AT_ONCE)
      const found = await relationships(ids).catch(() => ids.forEach((id) => this.#at.delete(id)))
      // How the account of before stands to somebody is nobody's to see.
      if (session.me?.id !== me) return
      for (const one of found ?? []) this.tell(one)
      for (const id of ids) this.#awaited.delete(id)
    }
  }

  /** What the server says now shows in every place at once. */
  tell = (now: Relationship) => {
    const known = this.#known.get(now.id)
    if (known) return Object.assign(known, now)
    const kept = $state(now)
    this.#known.set(now.id, kept)
  }

  forget = () => {
    this.#known.clear()
    this.#at.clear()
    this.#wanted.clear()
    this.#awaited.clear()
  }
}

export const relations = new Relations()
ofOneAccount(relations.forget)
