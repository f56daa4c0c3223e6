import { count, language, say, type Sentence } from './words.svelte'

const counted = [
  [/campaigns raise/, 'left.campaigns'],
  [/subscriptions to you/, 'left.subscriptions'],
  [/pledges are not charged/, 'left.pledges'],
] as const

/** What keeps an account from leaving, which the server says in an English sentence. */
export function obligationOf(sentence: string) {
  const found = counted.find(([pattern]) => pattern.test(sentence))
  if (found) return count(found[1], parseInt(sentence))
  if (/refund or a dispute/.test(sentence)) return say('left.unsettled')
  return language() === 'en' ? sentence : say('left.other')
}

/** What Stripe asks of who sells, by the parts of its names; what comes first is looked for first. */
const needs: [RegExp, Sentence][] = [
  [/external_account/, 'need.bank'],
  [/tos_acceptance/, 'need.terms'],
  [/business_profile|business_type/, 'need.business'],
  [/owners|directors|executives|relationship/, 'need.owners'],
  [/verification|document/, 'need.document'],
  [/address/, 'need.address'],
  [/\.dob/, 'need.birth'],
  [/id_number|ssn|tax_id/, 'need.number'],
  [/email|phone/, 'need.contact'],
  [/name/, 'need.name'],
]

/** What Stripe still needs, each thing once: `individual.dob.day` and `individual.dob.year` are one. */
export const needsOf = (names: string[]) => [
  ...new Set(names.map((name) => say(needs.find(([pattern]) => pattern.test(name))?.[1] ?? 'need.other'))),
]

const failures: [RegExp, Sentence][] = [
  [/closed/i, 'payout.closed'],
  [/no_account|locat|invalid_account|account number/i, 'payout.unfound'],
  [/currency/i, 'payout.currency'],
]

/** Why the bank did not take a payout: Stripe's own sentence, or its code, is for those who read English. */
export const payoutFailureOf = (told: string) => {
  const isSentence = told.includes(' ')
  if (language() === 'en' && isSentence) return told
  return say(failures.find(([pattern]) => pattern.test(told))?.[1] ?? 'payout.refused')
}
