import { beforeEach, expect, test, vi } from 'vitest'
import * as people from '../../api/accounts'
import { composer } from './composer.svelte'
import { asked } from './terms.svelte'

vi.mock('./kept', () => ({
  keptOf: async () => [],
  forget: async () => undefined,
  keepDraft: async () => undefined,
  hold: async () => () => undefined,
}))
const settled = () => new Promise((done) => setTimeout(done))
const settings = (privacy: string, sensitive = false) =>
  vi.spyOn(people, 'own').mockResolvedValue({ source: { privacy, sensitive } } as never)

let accounts = 0
beforeEach(() => vi.restoreAllMocks())

test('a new post begins as the settings of its author have it, each time', async () => {
  const account = `${accounts++}`
  settings('private', true)
  await composer.open(account)
  await settled()
  expect([composer.terms.audience, composer.sensitive]).toEqual(['followers', true])
  composer.caption = 'One'
  await composer.discard()
  expect([composer.terms.audience, composer.sensitive]).toEqual(['followers', true])
  settings('unlisted')
  await composer.open(account)
  await settled()
  expect([composer.terms.audience, composer.sensitive]).toEqual(['unlisted', false])
})

test('what is being written stays as its author said it', async () => {
  const account = `${accounts++}`
  settings('public')
  await composer.open(account)
  await settled()
  Object.assign(composer, { caption: 'One' })
  composer.terms.audience = 'me'
  settings('private', true)
  await composer.open(account)
  await settled()
  expect([composer.terms.audience, composer.sensitive]).toEqual(['me', false])
  await composer.discard()
})

test('where the settings are not known, nothing is said, and no other account has what one is used to', async () => {
  settings('unlisted')
  await composer.open(`${accounts++}`)
  await settled()
  vi.spyOn(people, 'own').mockRejectedValue(new Error('busy'))
  await composer.open(`${accounts++}`)
  await settled()
  expect(asked(composer.terms)).toEqual({})
})
