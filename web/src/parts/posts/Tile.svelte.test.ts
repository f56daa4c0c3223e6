import { flushSync, mount } from 'svelte'
import { beforeEach, expect, test } from 'vitest'
import type { Post } from '../../api/posts'
import Tile from './Tile.svelte'

const locks = (access: string, locked = false) => {
  const post = {
    id: '7',
    account: { acct: 'ada' },
    content: '<p>A gate</p>',
    media_attachments: [],
    rossgram: { access, locked },
  } as unknown as Post
  mount(Tile, { target: document.body, props: { post } })
  flushSync()
  return document.querySelectorAll('use[href$="#lock"]').length
}

/** What a screen reader hears of a locked tile: its name stands in the place of all that is in it. */
function heard(access: string, terms: object) {
  const post = {
    id: '7',
    account: { acct: 'ada', display_name: 'Ada' },
    content: '',
    media_attachments: [],
    rossgram: { access, locked: true, ...terms },
  } as unknown as Post
  mount(Tile, { target: document.body, props: { post } })
  flushSync()
  return document.querySelector('a')!.getAttribute('aria-label')
}
beforeEach(() => document.body.replaceChildren())

test.each(['price', 'tier', 'campaign'])(
  'what its reader may see though others pay for it has a lock: %s',
  (access) => {
    expect(locks(access)).toBe(1)
  },
)

test('what is locked has one lock, and what costs nothing none', () => {
  expect(locks('price', true)).toBe(1)
  document.body.replaceChildren()
  expect(locks('public')).toBe(0)
  expect(locks('followers')).toBe(0)
})

test('a locked tile says aloud that it is locked, and what opens it', () => {
  expect(heard('price', { price: { amount: 500, currency: 'eur' } })).toBe('Post by ada. Locked. €5')
  document.body.replaceChildren()
  expect(heard('tier', { tier: { name: 'Friends' } })).toBe('Post by ada. Locked. For subscribers of Ada. Friends')
  document.body.replaceChildren()
  const campaign = { title: 'A boat' }
  expect(heard('campaign', { campaign })).toBe('Post by ada. Locked. For backers of A boat')
})
