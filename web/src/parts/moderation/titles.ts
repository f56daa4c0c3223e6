import { moderation } from '../../words/en/moderation'
import { say, type Sentence } from '../../words/words.svelte'

/** What something is called in the log. A server of a later day may log what this client has no words for. */
export const titleOf = (name: string) => (`logged.${name}` in moderation ? say(`logged.${name}` as Sentence) : name)
