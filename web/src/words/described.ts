import { say } from './words.svelte'

// What an operator who says nothing has, as the server says it.
const USUAL = 'Photos, and the people who make them.'

/** What the server says it is, in its reader's language where its operator has no words of their own for it. */
export const describedAs = (text: string) => (text === USUAL ? say('about.usual') : text)
