import { createRawSnippet, flushSync, mount } from 'svelte'
import { expect, test } from 'vitest'
import { MOST_TAGGED } from '../../api/tagged'
import { speak, speakOfAll } from '../../words/words.svelte'
import TagPeople from './TagPeople.svelte'

const picture = createRawSnippet(() => ({ render: () => '<i></i>' }))
const buttons = () => [...document.querySelectorAll('button')].map((one) => one.textContent?.trim())

test.each([
  [true, false],
  [false, true],
])('where a post is full (%s) nobody else is tagged, and it is said', async (isFull, offers) => {
  await speak('en')
  await speakOfAll()
  document.body.replaceChildren()
  const people = [{ id: '1', acct: 'mira', x: 0.5, y: 0.5 }]
  mount(TagPeople, { target: document.body, props: { people, ratio: 1, label: 'Photo 1', isFull, picture } })
  flushSync()
  document.querySelector<HTMLElement>('.tap')!.click()
  flushSync()
  expect(document.querySelector('input') !== null).toBe(offers)
  expect(document.body.textContent!.includes(`At most ${MOST_TAGGED} people`)).toBe(isFull)
  expect(buttons().includes('Add a person')).toBe(false)
})
