import { catalogues, furthers } from './catalogues'
import type { Language } from './choice'
import { digitsOf } from './currencies'
import type { en } from './en'
import type { further } from './en.further'

export { languages, type Language } from './choice'

type Words = typeof en & typeof further
type Plural = { [K in keyof Words]: Words[K] extends string ? never : K }[keyof Words]
type Word = Exclude<keyof Words, Plural>
type Slots<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Slots<Rest> : never
type Values<K extends Word> = [Slots<Words[K]>] extends [never] ? [] : [Record<Slots<Words[K]>, string>]

/** A text that needs no value to be said. */
export type Sentence = { [K in Word]: Values<K> extends [] ? K : never }[Word]

/** Every key of English, and for each plural every form that the language has. */
export type Catalogue<Form extends Intl.LDMLPluralRule> = {
  [K in keyof Words]: K extends Plural ? Record<Form, string> : string
}

let spoken = $state<Language>('en')
let saysAll = false
// Nothing is drawn before a language is there.
let words = $state.raw({} as Partial<Catalogue<'other'>>)

export const language = () => spoken

export async function speak(wanted: Language) {
  words = { ...(await catalogues[wanted]()), ...(saysAll && (await furthers[wanted]())) }
  spoken = wanted
  document.documentElement.lang = wanted
}

let coming: Promise<void> | undefined

/** Fetches what the first pages do not say. Whatever of it was drawn before is drawn again. */
export function speakOfAll() {
  saysAll = true
  const wanted = spoken
  const add = (found: Partial<Catalogue<'other'>>) => {
    if (wanted === spoken) words = { ...words, ...found }
  }
  return (coming ??= furthers[wanted]()
    .then(add)
    .finally(() => (coming = undefined)))
}

function formOf<K extends keyof Words>(key: K) {
  const form = words[key]
  if (form === undefined) void speakOfAll().catch(() => undefined)
  return form
}

export function say<K extends Word>(key: K, ...[values]: Values<K>): string {
  return fill(formOf(key) ?? '', values ?? {})
}

/** To make a formatter takes longer than to use it a hundred times, so each is made once. */
export function once<Options, Formatter>(make: new (language: string, options: Options) => Formatter) {
  const made = new Map<string, Formatter>()
  return (options: Options, language: string = spoken) => {
    const key = language + JSON.stringify(options)
    const found = made.get(key) ?? new make(language, options)
    made.set(key, found)
    return found
  }
}
const numbers = once<Intl.NumberFormatOptions, Intl.NumberFormat>(Intl.NumberFormat)
const plurals = once<Intl.PluralRulesOptions, Intl.PluralRules>(Intl.PluralRules)

export function count(key: Plural, n: number): string {
  const forms: Partial<Record<Intl.LDMLPluralRule, string>> = formOf(key) ?? {}
  const form = plurals({}).select(n)
  return fill(forms[form] ?? forms.other ?? '', { n: numbers({}).format(n) })
}

const FULL_BELOW = 10_000

/** A number that stands by itself: large ones are said in short. */
export const number = (n: number) =>
  numbers(n < FULL_BELOW ? {} : { notation: 'compact', maximumFractionDigits: 1 }).format(n)

/** A share of one, in hundredths. */
export const percent = (share: number) => numbers({ style: 'percent' }).format(share)

/** An amount in the minor unit of its currency, as the language writes it. */
export function money(amount: number, currency: string) {
  const digits = digitsOf(currency)
  const options = { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits } as const
  return numbers({ ...options, trailingZeroDisplay: 'stripIfInteger' }).format(amount / 10 ** digits)
}

function fill(text: string, values: Record<string, string>) {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
}
