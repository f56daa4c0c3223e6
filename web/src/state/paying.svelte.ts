import { failureOf } from '../api/client'
import { purchase, type Purchase } from '../api/money'
import { one, type Post } from '../api/posts'
import { refusalOf } from '../words/refusals'
import type { Sentence } from '../words/words.svelte'
import { leaveFor, takeAwaited } from './leaving'
import { mine } from './membership'
import { notices } from './notices.svelte'
import { forgetPages } from './pages.svelte'
import { addressOf, place } from './place.svelte'
import { lookAgain } from './rights'

type Begun = { checkout_url: string | null; purchase?: Purchase }
type Awaited = { post?: string; purchase?: string; creator?: string }

const SOON = { tries: 20, every: 1500 }
const LATER = { tries: 60, every: 10_000 }

const thanks: Record<string, Sentence> = { post: 'pay.opened', tip: 'tip.thanks', gift: 'gift.given' }
const ends: Record<string, Sentence> = {
  processing: 'pay.processing',
  failed: 'pay.failed',
  expired: 'pay.left',
  refunded: 'pay.returned',
  superseded: 'pay.returned',
  duplicate: 'pay.returned',
}

const refusals: Record<number, Sentence> = {
  0: 'pay.offline',
  404: 'lock.refused',
  422: 'lock.refused',
  429: 'pay.often',
  500: 'pay.unavailable',
}

/**
 * What is being paid for in this tab. Money is never shown before it is there: Stripe's page says what is paid, and the
 * server what is open; the way back is written down for it.
 */
class Paying {
  awaited = $state<Awaited>()
  /** How many payments came to their end: what shows rights asks again. */
  ended = $state(0)

  /** Leads to where it is paid; what it answers says why it does not. */
  begin = async (ask: () => Promise<Begun>, post?: Post, creator?: string): Promise<string> => {
    try {
      const begun = await ask()
      if (!begun.checkout_url) return ''
      const awaited: Awaited = { post: post?.id, purchase: begun.purchase?.id, creator }
      leaveFor(begun.checkout_url, post && addressOf(post), awaited)
      return ''
    } catch (failure) {
      const why = refusalOf(failure, refusals)
      notices.tell(why)
      // It may be open by now, or sold no more.
      if ([404, 422].includes(failureOf(failure).status)) void lookAgain()
      return why
    }
  }

  /** Where Stripe's page led back to: says that nothing was paid, or asks until the server knows what was. */
  arrive = async () => {
    const came = new URLSearchParams(place.query).get('checkout')
    const awaited = came ? takeAwaited<Awaited>() : undefined
    if (!awaited) return
    place.go(place.path, { replace: true })
    if (came === 'left') return notices.say('pay.left')
    this.awaited = awaited
    notices.say('pay.waiting')
    const end = (await this.#ask(SOON)) ?? (notices.say('pay.late'), await this.#ask(LATER))
    this.awaited = undefined
    this.ended += 1
    if (end) notices.say(end)
    forgetPages()
    void lookAgain()
  }

  async #ask({ tries, every }: typeof SOON) {
    for (let asked = 0; asked < tries; asked++) {
      const end = await becameOf(this.awaited!).catch(() => undefined)
      if (end) return end
      await new Promise((done) => setTimeout(done, every))
    }
  }
}

async function becameOf({ post, purchase: id, creator }: Awaited): Promise<Sentence | undefined> {
  if (id) {
    const { kind, state } = await purchase(id)
    return state === 'paid' ? (thanks[kind] ?? 'pay.thanks') : ends[state]
  }
  if (creator) return (await mine(creator)) ? 'subscribe.done' : undefined
  if (post) return (await one(post)).rossgram.locked ? undefined : 'pay.opened'
  return 'pay.thanks'
}

export const paying = new Paying()
