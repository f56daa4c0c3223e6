import type { RevenueBook } from '../api/desk'

const DAY_MS = 86_400_000

export const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

/** A day as the API names it, of the reader's own calendar. */
export const dated = (at: Date) =>
  [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0')).join('-')

/** The first and the last of so many days up to today. */
export function span(days: number, today = new Date()) {
  const first = new Date(today.getFullYear(), today.getMonth(), today.getDate() - days + 1)
  return { from: dated(first), to: dated(today) }
}

export type Bar = { from: string; to: string; net: number; gross: number; payments: number }

/** Every day of a span, in at most so many bars of equal length; days without a sale are there too. */
export function bars(book: RevenueBook, from: string, to: string, most = 31): Bar[] {
  const known = new Map(book.days.map((day) => [day.date, day]))
  const first = Date.parse(from)
  const count = Math.round((Date.parse(to) - first) / DAY_MS) + 1
  const each = Math.ceil(count / most)
  const made: Bar[] = []
  for (let day = 0; day < count; day++) {
    const date = new Date(first + day * DAY_MS).toISOString().slice(0, 10)
    if (day % each === 0) made.push({ from: date, to: date, net: 0, gross: 0, payments: 0 })
    const bar = made.at(-1)!
    const sums = known.get(date)
    bar.to = date
    bar.net += sums?.net ?? 0
    bar.gross += sums?.gross ?? 0
    bar.payments += sums?.payments_count ?? 0
  }
  return made
}

/** The round number at or above the largest: what the top line of a chart says. */
export function roof(largest: number) {
  const power = 10 ** Math.floor(Math.log10(Math.max(largest, 1)))
  return [1, 2, 2.5, 5, 10].map((step) => step * power).find((top) => top >= largest) ?? largest
}
