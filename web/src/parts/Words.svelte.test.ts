import { mount } from 'svelte'
import { expect, test } from 'vitest'
import Words from './Words.svelte'

test('every paragraph runs as its own words do', () => {
  mount(Words, { target: document.body, props: { html: '<p>שלום עולם</p><p>Hello</p>' } })
  expect([...document.querySelectorAll('.paragraph')].map((one) => one.getAttribute('dir'))).toEqual(['auto', 'auto'])
})
