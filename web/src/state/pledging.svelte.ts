import type { Campaign, Chosen, Pledge, Reward } from '../api/campaigns'
import { amountOf, typedOf } from '../words/amounts'
import { ofOneAccount } from './own'

/** What somebody is about to pledge: it stays while they look at something else. */
export class Choice {
  reward = $state('')
  more = $state<Record<string, number>>({})
  amount = $state('')
  anonymous = $state(false)

  constructor(readonly campaign: Campaign) {}

  quantity = (reward: Reward) => this.more[reward.id] ?? 0

  /** What all chosen rewards come to. */
  get sum() {
    return this.campaign.rewards.reduce((sum, one) => sum + one.amount * this.quantity(one), 0)
  }

  get minor() {
    return amountOf(this.amount, this.campaign.currency)
  }

  /** Another reward takes the place of the first one; what was added to it stays. */
  choose = (reward?: Reward) => {
    const wasSum = this.sum
    if (this.reward) delete this.more[this.reward]
    this.reward = reward?.id ?? ''
    if (reward) this.more[reward.id] = Math.max(1, this.quantity(reward))
    this.#follow(wasSum)
  }

  take = (reward: Reward, quantity: number) => {
    const wasSum = this.sum
    this.more[reward.id] = quantity
    this.#follow(wasSum)
  }

  /** The amount goes with the rewards, as long as it is theirs or too little; what somebody gave beyond stays. */
  #follow(wasSum: number) {
    const typed = this.minor
    if (this.sum && (typed === undefined || typed === wasSum || typed < this.sum))
      this.amount = typedOf(this.sum, this.campaign.currency)
  }

  /** Begins with what was pledged before. */
  start = (pledge: Pledge) => {
    this.more = Object.fromEntries(pledge.rewards.map((one) => [one.id, one.quantity]))
    this.reward = pledge.rewards[0]?.id ?? ''
    this.amount = typedOf(pledge.amount, pledge.currency)
    this.anonymous = pledge.anonymous
  }

  chosen = (amount: number): Chosen => ({
    amount,
    anonymous: this.anonymous,
    rewards: this.campaign.rewards
      .map((one) => ({ id: one.id, quantity: this.quantity(one) }))
      .filter((one) => one.quantity > 0),
  })
}

const kept = new Map<string, Choice>()
ofOneAccount(() => kept.clear())

export function choiceOf(campaign: Campaign) {
  const known = kept.get(campaign.id)
  const choice = known ? Object.assign(new Choice(campaign), { ...valuesOf(known) }) : new Choice(campaign)
  kept.set(campaign.id, choice)
  return choice
}

const valuesOf = ({ reward, more, amount, anonymous }: Choice) => ({ reward, more: { ...more }, amount, anonymous })

export const forgetChoice = (campaignId: string) => kept.delete(campaignId)
