import { mount } from 'svelte'
import { expect, test } from 'vitest'
import Field from './Field.svelte'

test('two fields of one name have each its own label and its own fault', () => {
  for (const [label, wrong] of [
    ['Old password', 'Wrong'],
    ['New password', 'Short'],
  ] as const)
    mount(Field, { target: document.body, props: { label, wrong, name: 'password', value: '' } })
  const fields = [...document.querySelectorAll('input')]
  expect(new Set(fields.map((field) => field.id)).size).toBe(2)
  expect(fields.map((field) => field.labels?.[0]?.textContent)).toEqual(['Old password', 'New password'])
  const faultOf = (field: Element) => document.getElementById(field.getAttribute('aria-describedby')!)?.textContent
  expect(fields.map(faultOf)).toEqual(['Wrong', 'Short'])
})
