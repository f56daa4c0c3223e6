import * as api from '../api/conversations'
import { remove, reply, type Post } from '../api/posts'
import { Pages } from './pages.svelte'
import { unanswered } from './unanswered.svelte'

const EVERY_MS = 10_000

/** One conversation while it is read: its messages, the newest of which is marked as read. */
export class Thread {
  pages: Pages<Post>
  #read = ''

  constructor(readonly id: string) {
    const turn = api.messages(id)
    this.pages = new Pages<Post>(async (next) => {
      const page = await turn(next)
      if (!next) this.#mark(page.items)
      return page
    })
  }

  /** The messages as they were said, the oldest first. */
  get said() {
    return [...this.pages.items].reverse()
  }

  /** Says something, to the same people as what was said last. */
  say = async (text: string, key: string) => {
    const last = this.pages.items[0]
    if (!last) throw new Error('nothing to answer')
    await reply(last.id, text, key)
    await this.pages.renew()
  }

  unsend = async (id: string) => {
    await remove(id)
    this.pages.without(id)
  }

  /** Looks now and then for what others say, while the page is looked at. */
  follow = () => {
    const timer = setInterval(() => document.hidden || void this.pages.renew().catch(() => undefined), EVERY_MS)
    return () => clearInterval(timer)
  }

  #mark(items: Post[]) {
    const newest = items[0]?.id ?? ''
    if (newest <= this.#read) return
    this.#read = newest
    void api
      .read(this.id)
      .then(unanswered.look)
      .catch(() => undefined)
  }
}
