import { zone } from '../days'

/** The server takes no time that comes within five minutes; one more is for what is still on its way. */
export const SOONEST_MS = 6 * 60_000

const MINUTE = 60_000

/** The reader's time zone, as one reads it. */
export const zoneName = () => zone().replace(/_/g, ' ')

/** A moment as the reader's own clock says it, in the words of a field of date and time. */
export function inClock(at: number) {
  const zone = new Date(at).getTimezoneOffset() * MINUTE
  return new Date(at - zone).toISOString().slice(0, 16)
}

/** Whether what a field says is a moment that can still be waited for. */
export const isAhead = (clock: string) => new Date(clock).getTime() >= Date.now() + SOONEST_MS - MINUTE
