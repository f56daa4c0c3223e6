import { once, say } from './words.svelte'

const dates = once<Intl.DateTimeFormatOptions, Intl.DateTimeFormat>(Intl.DateTimeFormat)

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const WEEK = 7 * DAY

/** How long ago something was, as short as it can be said. */
export function age(at: string) {
  const past = Math.max(0, Date.now() - Date.parse(at))
  if (past < MINUTE) return say('age.now')
  if (past < HOUR) return say('age.minutes', { n: String(Math.floor(past / MINUTE)) })
  if (past < DAY) return say('age.hours', { n: String(Math.floor(past / HOUR)) })
  if (past < WEEK) return say('age.days', { n: String(Math.floor(past / DAY)) })
  if (past < 52 * WEEK) return say('age.weeks', { n: String(Math.floor(past / WEEK)) })
  return dates({ year: 'numeric', month: 'short', day: 'numeric' }).format(new Date(at))
}

const inFull = (options: Intl.DateTimeFormatOptions) => (at: string) => dates(options).format(new Date(at))

export const moment = inFull({ dateStyle: 'long', timeStyle: 'short' })
export const day = inFull({ dateStyle: 'long' })
/** A day of the calendar, or what Stripe dates to midnight in UTC: it is the same day for every reader. */
export const date = inFull({ dateStyle: 'long', timeZone: 'UTC' })
