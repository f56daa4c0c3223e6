import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, expect, test, vi } from 'vitest'
import { Failure } from '../api/client'
import { refusalOf } from './refusals'
import { say, speak } from './words.svelte'

const refused = (message: string, error_code = 'unprocessable', status = 422) =>
  new Failure(status, message, { error: message, error_code })
const LATIN = /[A-Za-z]{3,}/

/** What the server's source says when it refuses. */
function sentences() {
  const services = new URL('../chalicelib/services/', `file://${process.cwd()}/`)
  const files = readdirSync(services, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.py'))
  const texts = files.map((name) => readFileSync(new URL(name, services), 'utf8')).join('\n')
  return [...texts.matchAll(/"(Validation failed: [^"]{8,})"/g)].map((found) => found[1]!.replace(/\{[^}]*\}/g, '9'))
}

afterEach(() => speak('en'))

test('whatever the server refuses is said in Russian to whom reads Russian', async () => {
  await speak('ru')
  const said = sentences()
  expect(said.length).toBeGreaterThan(80)
  for (const sentence of said) expect(refusalOf(refused(sentence)), sentence).not.toMatch(LATIN)
})

test('the kind of a refusal counts for more than its sentence', async () => {
  await speak('ru')
  expect(refusalOf(refused('Your card has insufficient funds.', 'payment_declined'))).toBe(say('member.declined'))
  expect(refusalOf(refused('Whatever', 'wrong_password'))).toBe(say('proof.wrong'))
  expect(refusalOf(refused('Whatever', 'wrong_password'), { wrong_password: 'door.wrong' })).toBe(say('door.wrong'))
})

test('a place has words of its own for what has none, and for the way to the server', () => {
  const own = { 0: 'pay.offline', 422: 'lock.refused', 429: 'pay.often', 500: 'pay.unavailable' } as const
  expect(refusalOf(refused('Validation failed: This post is yours'), own)).toBe(say('lock.refused'))
  expect(refusalOf(new Failure(0, ''), own)).toBe(say('pay.offline'))
  expect(refusalOf(refused('Too many requests', 'too_many_requests', 429), own)).toBe(say('pay.often'))
  expect(refusalOf(refused('Busy', 'unavailable', 503), own)).toBe(say('pay.unavailable'))
  expect(refusalOf(refused('Busy', 'unavailable', 503))).toBe(say('failed.busy'))
})

test('no network, a server that does not answer, is busy or was asked too often, and what is gone are told apart', () => {
  const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  expect(refusalOf(new Failure(0, ''))).toBe(say('frame.offline'))
  online.mockReturnValue(true)
  expect(refusalOf(new Failure(0, ''))).toBe(say('failed.unreached'))
  expect(refusalOf(new Failure(502, ''))).toBe(say('failed.busy'))
  expect(refusalOf(refused('Too many requests', 'too_many_requests', 429))).toBe(say('refused.often'))
  expect(refusalOf(refused('Record not found', 'not_found', 404))).toBe(say('refused.missing'))
  for (const thrown of [undefined, new TypeError('x is not a function'), new Failure(413, '')])
    expect(refusalOf(thrown)).toBe(say('failed.title'))
})

test('numbers and lengths are told', async () => {
  expect(refusalOf(refused('Validation failed: Description is too long (maximum is 1500 characters)'))).toContain(
    '1500',
  )
  await speak('ru')
  expect(refusalOf(refused('Validation failed: Price must be from 1 USD to 900 USD'))).toContain('1 USD до 900 USD')
})

test('an address that is none, or taken, and a password that is weak, are called what they are', () => {
  expect(refusalOf(refused('Validation failed: Email is not a valid e-mail address'))).toBe(say('up.email_wrong'))
  expect(refusalOf(refused('Validation failed: Email has already been taken'))).toBe(say('up.taken'))
  expect(refusalOf(refused('Validation failed: Password is too easy to guess'))).toBe(say('up.guessable'))
})
