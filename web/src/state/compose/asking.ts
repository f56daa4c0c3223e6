import type { Draft } from '../../api/drafts'

/** What a post asks, as its author types it. */
export type Asked = { options: string[]; seconds: number; multiple: boolean; secret: boolean }

const HOUR = 3600
/** For how many hours a poll may be chosen to last. */
export const lengths = [1, 6, 24, 72, 168].map((hours) => hours * HOUR)

export const beginAsking = (): Asked => ({ options: ['', ''], seconds: 24 * HOUR, multiple: false, secret: false })

/** The options that say something. */
const said = ({ options }: Asked) => options.map((option) => option.trim()).filter(Boolean)

/** Whether there is something to choose between. */
export function isAskable(asked: Asked) {
  const options = said(asked)
  return options.length > 1 && new Set(options).size === options.length
}

/** The same in the API's words. */
export const pollOf = (asked: Asked) => ({
  options: said(asked),
  expires_in: asked.seconds,
  multiple: asked.multiple,
  hide_totals: asked.secret,
})

/** What the server keeps of a draft, as its author said it. */
export const askedBy = (poll: Draft['params']['poll']): Asked | undefined =>
  poll
    ? { options: poll.options, seconds: poll.expires_in, multiple: poll.multiple, secret: poll.hide_totals }
    : undefined
