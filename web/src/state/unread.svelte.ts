import { seen, unread as ask } from '../api/finding'
import { Counting } from './counting.svelte'

/** How many notifications its reader has not looked at. */
class Unread extends Counting {
  /** The newest of a list was looked at, and all below it. */
  upTo = (id?: string) => {
    this.count = 0
    if (id) void seen(id).catch(() => undefined)
  }
}

export const unread = new Unread(ask)
