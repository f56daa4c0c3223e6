import { count, language } from './words.svelte'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** How long a campaign still takes pledges, as one says it aloud. */
export function timeLeft(deadline: string) {
  const left = Math.max(0, Date.parse(deadline) - Date.now())
  if (left >= 2 * DAY) return count('campaign.days', Math.floor(left / DAY))
  if (left >= 2 * HOUR) return count('campaign.hours', Math.floor(left / HOUR))
  return count('campaign.minutes', Math.max(1, Math.ceil(left / MINUTE)))
}

/** A moment in its reader's own zone, which it names. */
export const zoned = (at: string) =>
  new Intl.DateTimeFormat(language(), {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(at))

/** The month of a day that has no zone. */
export const month = (day: string) =>
  new Intl.DateTimeFormat(language(), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(day))

/** A moment as the clocks of a zone show it, as a field for a moment takes it. */
export const clockIn = (at: string, zone: string) =>
  new Date(at).toLocaleString('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).replace(' ', 'T')
