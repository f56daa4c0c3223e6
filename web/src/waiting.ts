import type { Needed } from './state/session.svelte'

/** Where one comes to whom nearly all is closed: what says what the server is, and what they may do about it. */
const open = {
  address: /^\/(settings\/email|about|(privacy|terms)(\/[\d-]+)?|sign-in|sign-up|invite\/[\w-]+)$/,
  terms: /^\/(settings(\/[a-z-]+)?|about|(privacy|terms)(\/[\d-]+)?|sign-in|sign-up|invite\/[\w-]+)$/,
}
export const waitsAt = (path: string, waits: Needed) => waits !== '' && !open[waits].test(path)
