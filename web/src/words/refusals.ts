import { Failure, failureOf } from '../api/client'
import { language, say, type Sentence } from './words.svelte'

/** What a kind of refusal is called, whatever the server says with it. */
const kinds: Record<string, Sentence> = {
  media_not_ready: 'refused.media',
  payment_declined: 'member.declined',
  unconfirmed: 'refused.unconfirmed',
  wrong_password: 'proof.wrong',
  crowded: 'refused.crowded',
}

/** What the server says when it refuses, in the words of the reader; what comes first is looked for first. */
const table: [RegExp, Sentence][] = [
  [/must cover the rewards/, 'refused.cover'],
  [/sold out/, 'refused.sold_out'],
  [/You have a pledge/, 'refused.has_one'],
  [/takes no pledges/, 'refused.closed'],
  [/ends too soon/, 'refused.too_soon'],
  [/is being made/, 'refused.being_made'],
  [/can't be blank/, 'refused.blank'],
  [/^Deadline|^deadline/, 'refused.deadline'],
  [/stretch goal must be above/, 'refused.stretch'],
  [/People back it by now|those that are there stay/, 'refused.frozen'],
  [/has taken this reward/, 'refused.taken'],
  [/More than that were taken/, 'refused.limit'],
  [/^Delivery|^delivers_at/, 'refused.delivery'],
  [/photo is still/, 'refused.media'],
  [/country of an account/, 'refused.country'],
  [/can.?not be paid|cannot sell|onboarding|Connect a Stripe account/i, 'refused.seller'],
  [/promotion code/, 'subscribe.wrong_code'],
  [/poll has already ended/, 'poll.ended'],
  [/already voted/, 'poll.voted'],
  [/subscribe to this creator already/, 'subscribe.already'],
  [/scheduled date must be/, 'when.past'],
  [/limit of \d+ scheduled|number of drafts/, 'refused.many_waiting'],
  [/needs a photo/, 'refused.no_photo'],
  [/already part of a post|used by a status/, 'refused.used'],
  [/account cannot be tagged/, 'refused.tagged'],
  [/photo that was sold/, 'refused.sold'],
  [/once it has comments/, 'refused.commented'],
  [/covered as sensitive/, 'refused.covered'],
  [/presents a campaign/, 'refused.presents'],
  [/no such (list|tier|campaign|photo) of yours|Place is not known/, 'refused.gone'],
  [/Price needs|cannot be charged/, 'refused.price'],
  [/secret links/, 'refused.links'],
  [/maximum number|at most|too many/i, 'refused.many'],
  [/password is wrong/i, 'proof.wrong'],
  [/code is wrong/i, 'door.wrong_code'],
  [/ is suspended/, 'refused.suspended'],
  [/missing a confirmed/, 'refused.unconfirmed'],
  [/confirmed already/, 'refused.confirmed'],
  [/[Tt]wo-factor sign-in (is on|was changed)|drawing a secret/, 'refused.anew'],
  [/(larger than|more than the) \d+ (MB|bytes)/, 'refused.large'],
  [/empty|not one of|(file|image)( is| can|.s)? (broken|damaged|not)|no image|cannot be read/i, 'refused.file'],
  [/Tag is invalid/, 'refused.tag'],
  [/already been taken/, 'up.taken'],
  [/valid (e-?mail|address)|^Email|^email:/i, 'up.email_wrong'],
  [/too easy to guess/, 'up.guessable'],
  [/^(goal|amount|stretch_goals\.\d+\.amount):/, 'refused.amount'],
]

/** What is said of what brought no words along: a `Failure` of none is the way to the server. */
function generalOf(thrown: unknown, status: number): Sentence {
  if (status === 429) return 'refused.often'
  if (status >= 500) return 'failed.busy'
  if (status || !(thrown instanceof Failure)) return 'failed.title'
  return navigator.onLine ? 'failed.unreached' : 'frame.offline'
}

/**
 * Why the server, or the way to it, refused. `own` are the words of a place, by kind, or by status for what has none of its own;
 * what nobody has words for is said in the server's where the reader reads English.
 */
export function refusalOf(thrown: unknown, own: Record<string | number, Sentence> = {}): string {
  const { status, message, reason: text, details } = failureOf(thrown)
  if (!message || status === 429 || status >= 500)
    return say(own[status] ?? own[status && 500] ?? generalOf(thrown, status))
  const between = /must be from (\S+ ?[A-Z]{0,3}) to (\S+ ?[A-Z]{0,3})/.exec(text)
  if (between && /[A-Z]{3}/.test(text)) return say('refused.between', { least: between[1]!, most: between[2]! })
  if (between) return say('refused.number', { least: between[1]!, most: between[2]! })
  const longest = /(?:maximum is|character limit of|at most) (\d+) ?(?:characters|exceeded)/.exec(text)
  if (longest) return say('refused.long', { n: longest[1]! })
  const kind = String(details.error_code)
  const known = own[kind] ?? kinds[kind] ?? table.find(([pattern]) => pattern.test(text))?.[1] ?? own[status]
  if (known) return say(known)
  if (status === 404) return say('refused.missing')
  return language() === 'en' ? text : say('refused.other')
}
