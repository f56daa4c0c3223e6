import type { Shown } from './stories.svelte'

/** Where the stories of somebody begin for their viewer: at the first that is unseen, or at the first of all. */
const beginOf = (reel: Shown) =>
  Math.max(
    0,
    reel.nodes.findIndex((story) => !story.seen),
  )

/** Which story is shown, of whom, and what comes before and after it. */
export class Playing {
  #at = $state(0)
  #index = $state(0)

  constructor(
    readonly reels: Shown[],
    at: number,
  ) {
    this.#enter(at)
  }

  get reel() {
    return this.reels[this.#at]
  }
  get index() {
    return this.#index
  }
  get story() {
    return this.reel?.nodes[this.#index]
  }
  /** What is fetched ahead. */
  get following() {
    const next = this.reels[this.#at + 1]
    return this.reel?.nodes[this.#index + 1] ?? next?.nodes[beginOf(next)]
  }

  /** Goes to the next story; false where it was the last. */
  next = () => {
    if (!this.reel?.nodes[this.#index + 1]) return this.nextReel()
    this.#index++
    return true
  }

  /** Goes to the story before; of somebody's first to whoever comes before. */
  back = () => {
    if (this.#index) this.#index--
    else if (this.#at) this.#enter(this.#at - 1)
  }

  nextReel = () => {
    if (!this.reels[this.#at + 1]) return false
    this.#enter(this.#at + 1)
    return true
  }

  #enter(at: number) {
    this.#at = at
    this.#index = this.reel ? beginOf(this.reel) : 0
  }
}
