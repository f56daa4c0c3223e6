import { unread } from '../api/conversations'
import { Counting } from './counting.svelte'

/** In how many conversations somebody said something that its reader has not read. */
export const unanswered = new Counting(unread)
