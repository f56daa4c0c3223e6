import { digitsOf } from './currencies'
import { isSignOf } from './signs'
import { say } from './words.svelte'

const LONGEST = 40
const NUMBER = /^(?<before>\D*?) *(?<number>\d(?:.*\d)?(?:[.,][-–—])?) *(?<after>\D*)$/
// Groups of three, or as in India of two before the last three.
const GROUPED = /^([1-9]\d{0,2}([.,']\d{3})+|[1-9]\d?(,\d{2})+,\d{3})$/
// Spaces, and what tells the direction of writing, unseen.
const AROUND = /^[ \u200e\u200f\u061c]+|[ \u200e\u200f\u061c]+$/g
const WIDE = new Map([...'．，＄￥￡'].map((wide, at) => [wide, '.,$¥£'[at]!]))
const isDigit = (code: number) => /\p{Nd}/u.test(String.fromCodePoint(code))

/** What a digit of any script is worth: they come in tens, one after the other. */
function worthOf(code: number) {
  let first = code
  while (isDigit(first - 1)) first -= 1
  return (code - first) % 10
}

/** The text with ASCII digits and signs, or nothing where its digits are of two scripts. */
function normalized(typed: string) {
  const text = [...typed.replace(/\s/g, ' ').trim().toLowerCase()].map((sign) => WIDE.get(sign) ?? sign)
  const codes = text.map((sign) => sign.codePointAt(0)!)
  const zeros = new Set(codes.filter(isDigit).map((code) => code - worthOf(code)))
  if (text.length > LONGEST || zeros.size !== 1) return undefined
  const plain = text.map((sign, at) => (isDigit(codes[at]!) ? worthOf(codes[at]!) : sign)).join('')
  return plain.replace(/\u066b/g, '.').replace(/\u066c/g, "'")
}

const ungrouped = (number: string) => (GROUPED.test(number) ? number.replace(/[.,']/g, '') : undefined)

/** Digits with at most one point, before the decimals, or nothing where it cannot be told what was meant. */
function plain(number: string) {
  const signs = number.match(/[.,']/g) ?? []
  const last = signs.at(-1)
  if (!/^\d+([.,']\d+)*$/.test(number)) return undefined
  if (signs.length === 1 && last !== "'") return twoReadings(number) ? undefined : number.replace(',', '.')
  if (!last || new Set(signs).size === 1) return last ? ungrouped(number) : number
  // The last sign divides, the others group.
  const at = number.lastIndexOf(last)
  if (last === "'" || number.slice(0, at).includes(last) || new Set(signs).size > 2) return undefined
  const whole = ungrouped(number.slice(0, at))
  return whole && `${whole}.${number.slice(at + 1)}`
}

const grouped = (number: string) => number.replace(/[.,][-–—]$/, '').replace(/(?<=\d)[ '’ʼ](?=\d)/g, "'")
// A comma before four digits groups by ten thousands, as in East Asia.
const twoReadings = (number: string) =>
  /^(?=0*[1-9]\d*[.,])(\d+)(?:[.,](?=\d{3}$)|,(?=\d{4}$))(\d{2})(\d+)$/.exec(number)

/** What a text may mean that can be read in two ways: one sign with three digits after it, a thousand or one. */
export function readings(typed: string) {
  const number = NUMBER.exec(normalized(typed) ?? '')?.groups!.number
  const [, whole, decimals, rest] = (number && twoReadings(grouped(number))) || []
  return whole && { one: `${whole}${decimals}${rest}`, other: `${whole}.${decimals}` }
}

/** Why what was typed is no amount. */
export function whyNoAmount(typed: string) {
  const both = readings(typed)
  return both ? say('refused.unclear', both) : say('refused.amount')
}

/**
 * What was typed as an amount, by the habits of any country, in the minor unit of its currency; what is unclear is none.
 *
 * The server's pages read amounts by the same rules (`schemas/amounts.py`), and one table of cases holds both to them.
 */
export function amountOf(typed: string, currency: string): number | undefined {
  const { before = '', number = '', after = '' } = NUMBER.exec(normalized(typed) ?? '')?.groups ?? {}
  const marks = [before, after].map((mark) => mark.replace(AROUND, '')).filter(Boolean)
  if (!marks.every((mark) => isSignOf(mark, currency))) return undefined
  const [whole = '', decimals = ''] = plain(grouped(number))?.split('.') ?? []
  const digits = digitsOf(currency)
  if (!whole || /[1-9]/.test(decimals.slice(digits))) return undefined
  return Number(whole + decimals.slice(0, digits).padEnd(digits, '0'))
}

/** The same as a number, which is none where no amount was typed. */
export const minorOf = (typed: string, currency: string) => amountOf(typed, currency) ?? NaN

/** An amount as one types it. */
export const typedOf = (amount: number, currency: string) => {
  const digits = digitsOf(currency)
  return amount % 10 ** digits ? (amount / 10 ** digits).toFixed(digits) : String(amount / 10 ** digits)
}

/** What is sold may be priced in any of these, the seller's own first. */
export const currenciesFrom = (...own: string[]) => [
  ...new Set([...own, 'eur', 'usd', 'gbp', 'chf', 'sek', 'nok', 'dkk', 'pln', 'czk', 'jpy']),
]
