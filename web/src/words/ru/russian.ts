/** What a part of English is in Russian: every key, and for each plural every form that Russian has. */
export type Russian<Of> = {
  [K in keyof Of]: Of[K] extends string ? string : Record<'one' | 'few' | 'many' | 'other', string>
}
