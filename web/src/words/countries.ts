import { language } from './words.svelte'

/** Where Stripe pays creators by its Express accounts: https://docs.stripe.com/connect/express-accounts */
export const codes =
  'AU AT BE BG BR CA HR CY CZ DK EE FI FR DE GI GR HK HU IE IT JP LV LI LT LU MY MT MX NL NZ NO PL PT RO SG SK SI ES SE CH TH AE GB US'.split(
    ' ',
  )

/** The same with their names in the reader's language, in its order. */
export function countries() {
  const names = new Intl.DisplayNames(language(), { type: 'region' })
  const named = codes.map((code) => ({ code, name: names.of(code) ?? code }))
  return named.sort((one, other) => one.name.localeCompare(other.name, language()))
}
