import { readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { needsOf, obligationOf, payoutFailureOf } from './told'
import { say, speak } from './words.svelte'

const LATIN = /[A-Za-z]{3,}/

/** What the server's source says of what keeps an account. */
function obligations() {
  const source = new URL('../chalicelib/services/leaving/obligations.py', `file://${process.cwd()}/`)
  const found = readFileSync(source, 'utf8').matchAll(/found\.append\(f?"([^"]+)"\)/g)
  return [...found].map((one) => one[1]!.replace('{number}', '2'))
}

afterEach(() => speak('en'))

test('whatever keeps an account from leaving is said in Russian to whom reads Russian', async () => {
  await speak('ru')
  const said = obligations()
  expect(said).toHaveLength(4)
  for (const sentence of said) {
    expect(obligationOf(sentence), sentence).not.toMatch(LATIN)
    expect(obligationOf(sentence)).not.toBe(say('left.other'))
  }
  expect(obligationOf(said[1]!)).toMatch(/^2 подписки/)
  expect(obligationOf('Something new of the server.')).toBe(say('left.other'))
})

test('one of a kind is one', () => {
  expect(obligationOf(obligations()[0]!.replace('2', '1'))).toMatch(/^1 campaign of yours raises/)
})

test('what Stripe needs is said in words, each thing once', async () => {
  const names = ['individual.dob.day', 'individual.dob.year', 'individual.verification.document', 'external_account']
  expect(needsOf(names)).toEqual([say('need.birth'), say('need.document'), say('need.bank')])
  await speak('ru')
  for (const need of needsOf([...names, 'company.owners_provided', 'whatever.is.new'])) expect(need).not.toMatch(LATIN)
})

test('why a payout failed is said in the language of its reader', async () => {
  expect(payoutFailureOf('The bank account has been closed.')).toBe('The bank account has been closed.')
  expect(payoutFailureOf('account_closed')).toBe(say('payout.closed'))
  await speak('ru')
  expect(payoutFailureOf('The bank account could not be located.')).toBe(say('payout.unfound'))
  expect(payoutFailureOf('The bank declined.')).toBe(say('payout.refused'))
})
