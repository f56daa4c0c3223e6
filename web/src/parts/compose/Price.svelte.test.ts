import { flushSync, mount } from 'svelte'
import { beforeEach, expect, test, vi } from 'vitest'
import { unsaid, type Terms } from '../../state/compose/terms.svelte'
import Price from './Price.svelte'

const asked = vi.fn(async () => Response.json({ default_currency: 'pln' }))
vi.stubGlobal('fetch', asked)
const offered = () => [...document.querySelectorAll('option')].map((one) => one.value)
const draw = (more: Partial<Terms> = {}) => {
  const terms = $state({ ...unsaid(), ...more })
  mount(Price, { target: document.body, props: { terms } })
  flushSync()
  return terms
}

beforeEach(() => document.body.replaceChildren())

test('a price begins in the currency of its seller, who may choose any that a tier may have', async () => {
  const terms = draw()
  await vi.waitFor(() => expect(terms.currency).toBe('pln'))
  flushSync()
  expect(offered()).toEqual(['pln', 'eur', 'usd', 'gbp', 'chf', 'sek', 'nok', 'dkk', 'czk', 'jpy'])
})

test('a price that was said keeps its currency', async () => {
  const terms = draw({ amount: '500', currency: 'isk' })
  await vi.waitFor(() => expect(offered()[0]).toBe('pln'))
  expect(terms.currency).toBe('isk')
  expect(offered()).toContain('isk')
})

test('a seller whom nobody can ask about chooses as before', async () => {
  asked.mockRejectedValueOnce(new TypeError('offline'))
  const terms = draw()
  await new Promise((done) => setTimeout(done))
  expect(terms.currency).toBe('eur')
  expect(offered()).toHaveLength(10)
})
