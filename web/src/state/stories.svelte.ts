import { carousel, like, see, takeDown, unlike, type Reel, type Story } from '../api/stories'
import { change } from './change'
import { notices } from './notices.svelte'
import { ofOneAccount } from './own'

/** Whose stories are played, the oldest first. */
export type Shown = Pick<Reel, 'user' | 'nodes'>

/** The stories that stand: one's own, and those of whom one follows. */
class Tray {
  own = $state<Shown>()
  reels = $state<Reel[]>([])

  renew = async () => {
    // Without an answer the tray stays as it was: the feed below says that there is no connection.
    const found = await carousel().catch(() => undefined)
    if (!found) return
    this.own = found.self
    this.reels = found.nodes
  }

  /** Notes that a story was seen, once: its ring goes grey with the last of them. */
  see = (reel: Shown, story: Story) => {
    if (story.seen) return
    story.seen = true
    const shown = this.reels.find((one) => one.user.id === reel.user.id)
    if (shown) shown.seen = shown.nodes.every((one) => one.seen)
    void see(story.id).catch(() => undefined)
  }

  toggleLike = (story: Story) => {
    const { rossgram } = story
    const wish = { favourited: !rossgram.favourited }
    const send = wish.favourited ? like : unlike
    return change(rossgram, wish, async () => {
      await send(story.id)
      return { ...rossgram, ...wish }
    })
  }

  /** Takes one's own story down, and tells whether it is. */
  takeDown = async (story: Story) => {
    try {
      await takeDown(story.id)
    } catch (failure) {
      notices.failed(failure)
      return false
    }
    if (this.own) this.own.nodes = this.own.nodes.filter((one) => one.id !== story.id)
    return true
  }

  forget = () => {
    this.own = undefined
    this.reels = []
  }
}

export const tray = new Tray()

ofOneAccount(tray.forget)
