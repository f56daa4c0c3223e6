import { edit, plan, type Campaign } from '../api/campaigns'
import { amountOf, typedOf } from '../words/amounts'
import { clockIn } from '../words/deadlines'
import { zone } from './days'
import { Photos } from './photos.svelte'

export const STEPS = ['basics', 'story', 'rewards', 'stretch', 'launch'] as const
export type Step = (typeof STEPS)[number]
type Goal = { title: string; amount: string }

const empty = () => ({
  title: '',
  goal: '',
  currency: 'eur',
  kind: 'all_or_nothing',
  deadline: '',
  timezone: zone(),
  late: false,
  story: '',
  stretch: [] as Goal[],
})
type Typed = ReturnType<typeof empty>

const typedAs = (known: Campaign): Typed => ({
  title: known.title,
  goal: typedOf(known.goal, known.currency),
  currency: known.currency,
  kind: known.kind,
  deadline: known.deadline ? clockIn(known.deadline, known.timezone) : '',
  timezone: known.timezone,
  late: known.late_pledges,
  story: known.story,
  stretch: known.stretch_goals.map((one) => ({ title: one.title, amount: typedOf(one.amount, known.currency) })),
})

/** A campaign as its creator writes it: on the server step by step, and what is not there yet in this browser. */
export class Planning {
  campaign = $state<Campaign>()
  typed = $state<Typed>(empty())
  photos = $state(new Photos())
  #key: string

  constructor(
    readonly account: string,
    known?: Campaign,
  ) {
    this.#key = this.#keyOf(known?.id)
    if (known) this.#take(known)
    const kept = localStorage.getItem(this.#key)
    if (kept) this.typed = { ...this.typed, ...(JSON.parse(kept) as Partial<Typed>) }
  }

  #keyOf = (id = 'new') => `campaign ${this.account} ${id}`

  #take(known: Campaign) {
    this.campaign = known
    this.typed = typedAs(known)
    this.photos = new Photos(known.media_attachments)
  }

  get id() {
    return this.campaign?.id ?? ''
  }

  get isDraft() {
    return !this.campaign || this.campaign.state === 'draft'
  }

  /** What was typed, and is not on the server, outlives a closed tab. */
  keep = () => {
    const known = this.campaign ? typedAs(this.campaign) : empty()
    const now = JSON.stringify(this.typed)
    if (now === JSON.stringify(known)) localStorage.removeItem(this.#key)
    else localStorage.setItem(this.#key, now)
  }

  amount = (typed: string) => amountOf(typed, this.typed.currency)

  /** Saves what a step asks for; the rest of what was typed stays as it is. */
  save = async (step: Step) => {
    const form = this.#form(step)
    const known = this.campaign ? await edit(this.id, form) : await plan(form)
    const typed = this.typed
    localStorage.removeItem(this.#key)
    this.#key = this.#keyOf(known.id)
    this.campaign = known
    if (step === 'basics') {
      this.photos.close()
      this.photos = new Photos(known.media_attachments)
    }
    this.typed = { ...typedAs(known), ...this.#unsaved(step, typed) }
    this.keep()
    return known
  }

  #unsaved(step: Step, typed: Typed): Partial<Typed> {
    const { story, stretch, ...basics } = typed
    if (step === 'basics') return { story, stretch }
    return step === 'story' ? { ...basics, stretch } : { ...basics, story }
  }

  #form(step: Step) {
    const { typed } = this
    if (step === 'story') return { story: typed.story }
    if (step === 'stretch')
      return { stretch_goals: typed.stretch.map((one) => ({ title: one.title, amount: this.amount(one.amount) })) }
    if (!this.isDraft) return { late_pledges: typed.late }
    const { title, currency, kind, timezone, late } = typed
    const deadline = typed.deadline || undefined
    const goal = this.amount(typed.goal)
    return { title, goal, currency, kind, timezone, deadline, late_pledges: late, media_ids: this.photos.ids }
  }
}
