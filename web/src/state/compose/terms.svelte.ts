import type { OwnAccount } from '../../api/accounts'
import type { Post } from '../../api/posts'
import { minorOf, typedOf } from '../../words/amounts'

/** Who can see a post. `link` is a post that nobody sees but whoever has its secret link, made once it is published. */
export const audiences = [
  'public',
  'unlisted',
  'followers',
  'close_friends',
  'list',
  'me',
  'link',
  'price',
  'tier',
  'campaign',
] as const
export type Audience = (typeof audiences)[number]

/** Who can see a post, as its author says it: an amount is as it is typed, and without an audience it is their usual one. */
export type Terms = {
  audience: Audience | ''
  amount: string
  currency: string
  listId: string
  tierId: string
  campaignId: string
}

export const unsaid = (): Terms => ({
  audience: '',
  amount: '',
  currency: 'eur',
  listId: '',
  tierId: '',
  campaignId: '',
})

const usual = { public: 'public', unlisted: 'unlisted', private: 'followers' } as const

/** Who sees what an account posts, as its settings say it. */
export const usualOf = ({ source }: Pick<OwnAccount, 'source'>): Audience => usual[source.privacy]

/** Whether it says all that the server asks for. */
export function isComplete(terms: Terms) {
  if (terms.audience === 'price') return minorOf(terms.amount, terms.currency) > 0
  if (terms.audience === 'list') return !!terms.listId
  if (terms.audience === 'tier') return !!terms.tierId
  if (terms.audience === 'campaign') return !!terms.campaignId
  return true
}

/** The same in the API's words: of what is not said the server takes the author's own default. */
export function asked(terms: Terms): Record<string, unknown> {
  const { audience: access } = terms
  if (!access) return {}
  if (access === 'link') return { access: 'me' }
  if (access === 'price')
    return { access, price: { amount: minorOf(terms.amount, terms.currency), currency: terms.currency } }
  if (access === 'list') return { access, list_id: terms.listId }
  if (access === 'tier') return { access, tier_id: terms.tierId }
  if (access === 'campaign') return { access, campaign_id: terms.campaignId }
  return { access }
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')

/** What the server keeps of a draft, as its author said it. */
export function heard(access: Audience | 'direct', offer: Record<string, unknown> | null): Terms {
  // A message is written elsewhere, and for nobody else.
  const terms = { ...unsaid(), audience: access === 'direct' ? ('me' as const) : access }
  if (!offer) return terms
  if (typeof offer.currency === 'string') {
    terms.currency = offer.currency
    terms.amount = typedOf(Number(offer.amount), offer.currency)
  }
  return {
    ...terms,
    listId: text(offer.list_id),
    tierId: text(offer.tier_id),
    campaignId: text(offer.campaign_id),
  }
}

/** The same of a post. */
export function termsOf({ rossgram: told }: Pick<Post, 'rossgram'>): Terms {
  const offer = { ...told.price, list_id: told.list_id, tier_id: told.tier?.id, campaign_id: told.campaign?.id }
  return heard(told.access, offer)
}
