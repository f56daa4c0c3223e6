import { mount } from 'svelte'
import { expect, test, vi } from 'vitest'
import SelectOne from './SelectOne.svelte'

test('whoever has none to choose is led to where one is made, and what is written is kept', async () => {
  const way = { href: '/settings/lists', word: 'Make a list' }
  const props = { label: 'List', none: 'You have no lists yet.', way, ask: async () => [], id: '' }
  mount(SelectOne, { target: document.body, props })
  await vi.waitFor(() => expect(document.querySelector('a')).not.toBeNull())
  const link = document.querySelector('a')!
  expect([link.getAttribute('href'), link.textContent, 'keeps' in link.dataset]).toEqual([way.href, way.word, true])
})
