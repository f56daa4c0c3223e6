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
