import type { Post } from '../../api/posts'
import { money, say } from '../../words/words.svelte'

/** What it takes to see a locked post. */
export function whyLocked({ account, rossgram: { price, tier, campaign } }: Post) {
  const whom = account.display_name || account.acct
  if (price) return say('lock.price')
  return tier ? say('lock.tier', { name: whom }) : say('lock.campaign', { name: campaign?.title || whom })
}

/** The same in the few words that a tile has for a screen reader. */
export function lockedTold(post: Post) {
  const { price, tier } = post.rossgram
  if (price) return `${say('lock.locked')}. ${money(price.amount, price.currency)}`
  return [say('lock.locked'), whyLocked(post), tier?.name].filter(Boolean).join('. ')
}
