import { leadingPeople, leadingTags, type Account, type Tag } from '../api/finding'
import { ofOneAccount } from './own'
import { session } from './session.svelte'

const FRESH_MS = 10 * 60_000

/** The hashtags and the people that lead these days, as they were asked for within the last minutes. */
class Leading {
  tags = $state.raw<Tag[]>([])
  people = $state.raw<Account[]>([])
  #at = -Infinity
  /** The last that was asked, by whoever is here. */
  #asks?: object

  /** Asks for them anew where that is long ago; what does not come is not shown. */
  open = async () => {
    if (Date.now() - this.#at < FRESH_MS) return
    this.#at = Date.now()
    const asks = (this.#asks = {})
    let isWhole = true
    const none = () => ((isWhole = false), [])
    // Whoever is signed out is shown nobody to follow.
    const [tags, people] = await Promise.all([leadingTags().catch(none), session.me ? leadingPeople().catch(none) : []])
    if (this.#asks !== asks) return
    if (!isWhole) this.#at = -Infinity
    this.tags = tags
    this.people = people
  }

  forget = () => {
    this.tags = this.people = []
    this.#at = -Infinity
    this.#asks = undefined
  }
}

export const leading = new Leading()

// Whom one account blocks, another may not.
ofOneAccount(leading.forget)

/** How many posts of the last days have a hashtag. */
export const uses = ({ history }: Tag) => history.reduce((sum, day) => sum + Number(day.uses), 0)
