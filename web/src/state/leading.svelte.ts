import { leadingPeople, leadingTags, type Account, type Tag } from '../api/finding'
import { ofOneAccount } from './own'
import { session } from './session.svelte'

const FRESH_MS = 10 * 60_000

/** The hashtags and the people that lead these days, as they were asked for within the last minutes. */
class Leading {
  tags = $state.raw<Tag[]>([])
  people = $state.raw<Account[]>([])
  #at = -Infinity

  /** Asks for them anew where that is long ago; what does not come is not shown. */
  open = async () => {
    if (Date.now() - this.#at < FRESH_MS) return
    const at = (this.#at = Date.now())
    const none = () => ((this.#at = -Infinity), [])
    // Whoever is signed out is shown nobody to follow.
    const [tags, people] = await Promise.all([leadingTags().catch(none), session.me ? leadingPeople().catch(none) : []])
    if (this.#at !== at && this.#at !== -Infinity) return
    this.tags = tags
    this.people = people
  }

  forget = () => {
    this.tags = this.people = []
    this.#at = -Infinity
  }
}

export const leading = new Leading()

// Whom one account blocks, another may not.
ofOneAccount(leading.forget)

/** How many posts of the last days have a hashtag. */
export const uses = ({ history }: Tag) => history.reduce((sum, day) => sum + Number(day.uses), 0)
