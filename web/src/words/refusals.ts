import { failureOf } from '../api/client'
import { say, type Sentence } from './words.svelte'

/** What the server says of campaigns and pledges when it refuses, in the words of the reader. */
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
  [/can.?not be paid|cannot sell|onboarding/i, 'refused.seller'],
  [/^(goal|amount|stretch_goals\.\d+\.amount):/, 'refused.amount'],
]

export function refusalOf(thrown: unknown): string {
  const { status, message, reason: text } = failureOf(thrown)
  if (status === 429) return say('refused.often')
  if (!message || status >= 500) return say('failed.title')
  const between = /must be from (\S+ ?[A-Z]{0,3}) to (\S+ ?[A-Z]{0,3})/.exec(text)
  if (between && /[A-Z]{3}/.test(text)) return say('refused.between', { least: between[1]!, most: between[2]! })
  if (between) return say('refused.number', { least: between[1]!, most: between[2]! })
  const longest = /maximum is (\d+)/.exec(text)
  if (longest) return say('refused.long', { n: longest[1]! })
  const known = table.find(([pattern]) => pattern.test(text))
  return known ? say(known[1]) : text
}
