const BEGUN = /(?<=^|[\s(])#([\p{L}\p{M}\p{N}_]+)$/u

/** The hashtag that is being typed before the caret, without its sign; empty where none is. */
export const tagBefore = (text: string, caret: number) => BEGUN.exec(text.slice(0, caret))?.[1] ?? ''

/** The text with a hashtag in place of the one that was begun, and where the caret is then. */
export function withTag(text: string, caret: number, tag: string) {
  const before = text.slice(0, caret).replace(BEGUN, `#${tag} `)
  return { text: before + text.slice(caret).replace(/^ /, ''), caret: before.length }
}
