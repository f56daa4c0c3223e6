const WITHOUT_DECIMALS = 'bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' ')
const WITH_THREE = 'bhd jod kwd omr tnd'.split(' ')

/** How many digits the minor unit of a currency has, as Stripe counts it: browsers leave out those that nobody uses. */
export function digitsOf(currency: string) {
  if (WITHOUT_DECIMALS.includes(currency)) return 0
  return WITH_THREE.includes(currency) ? 3 : 2
}

const signsOf = (currency: string) =>
  (['code', 'symbol', 'narrowSymbol'] as const).map((currencyDisplay) =>
    new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay })
      .formatToParts(0)
      .find((part) => part.type === 'currency')!
      .value.toLowerCase(),
  )

/** Digits with at most one sign that divides off decimals, or nothing where it cannot be told what was meant. */
function plain(number: string) {
  const ungrouped = number.replace(/(?<=\d)[ '’](?=\d{3}(?!\d))/g, '')
  if (/^\d+([.,]\d{1,2})?$/.test(ungrouped)) return ungrouped.replace(',', '.')
  // Groups of one sign, of which there are two or more, or which another sign follows.
  const found = /^(\d{1,3}(?:([.,])\d{3})(?:\2\d{3})*)(?:(?!\2)[.,](\d{1,2}))?$/.exec(ungrouped)
  if (!found || isUnclear(number)) return undefined
  return `${found[1]!.replace(/[.,]/g, '')}.${found[3] ?? ''}`
}

/** One sign with three digits after it is a thousand in one country, and one in another. */
export const isUnclear = (typed: string) => /^\D*\d{1,3}[.,]\d{3}\D*$/.test(typed.trim())

/** What was typed as an amount, by the habits of any country, in the minor unit of its currency; what is unclear is none. */
export function amountOf(typed: string, currency: string): number | undefined {
  let number = typed.normalize('NFKC').trim().toLowerCase()
  for (const sign of signsOf(currency)) {
    if (number.startsWith(sign)) number = number.slice(sign.length).trim()
    else if (number.endsWith(sign)) number = number.slice(0, -sign.length).trim()
  }
  const [whole = '', decimals = ''] = plain(number)?.split('.') ?? []
  const digits = digitsOf(currency)
  if (!whole || /[1-9]/.test(decimals.slice(digits))) return undefined
  return Number(whole + decimals.slice(0, digits).padEnd(digits, '0'))
}

/** An amount as one types it. */
export const typedOf = (amount: number, currency: string) => {
  const digits = digitsOf(currency)
  return amount % 10 ** digits ? (amount / 10 ** digits).toFixed(digits) : String(amount / 10 ** digits)
}

/** What is sold may be priced in any of these, the seller's own first. */
export const currenciesFrom = (...own: string[]) => [
  ...new Set([...own, 'eur', 'usd', 'gbp', 'chf', 'sek', 'nok', 'dkk', 'pln', 'czk', 'jpy']),
]
