const WITHOUT_DECIMALS = 'bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' ')
const WITH_THREE = 'bhd jod kwd omr tnd'.split(' ')

/** How many digits the minor unit of a currency has, as Stripe counts it: browsers leave out those that nobody uses. */
export function digitsOf(currency: string) {
  if (WITHOUT_DECIMALS.includes(currency)) return 0
  return WITH_THREE.includes(currency) ? 3 : 2
}
