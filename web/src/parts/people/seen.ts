import type { Seen } from '../../api/collecting'
import { say } from '../../words/words.svelte'

/** Who can see a collection. */
export const seen = (): [Seen, string][] => [
  ['public', say('access.public')],
  ['private', say('access.followers')],
  ['draft', say('access.me')],
]
