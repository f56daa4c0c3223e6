import { expect, test } from 'vitest'
import type { Post } from '../api/posts'
import { isCovered, uncover } from './covered.svelte'

const made = (id: string, told: Partial<Post> & { locked?: boolean } = {}) =>
  ({
    id,
    account: { id: '2' },
    sensitive: true,
    spoiler_text: '',
    media_attachments: [{}],
    rossgram: { locked: told.locked ?? false },
    ...told,
  }) as unknown as Post

test('what its author warns of is covered until the reader has asked for it', () => {
  const post = made('1')
  expect(isCovered(post)).toBe(true)
  uncover(post)
  expect(isCovered(post)).toBe(false)
  expect(isCovered(made('2'))).toBe(true)
})

test('a warning in words covers as well; what has no photo, or is locked, is not covered', () => {
  expect(isCovered(made('3', { sensitive: false, spoiler_text: 'Blood' }))).toBe(true)
  expect(isCovered(made('4', { sensitive: false }))).toBe(false)
  expect(isCovered(made('5', { media_attachments: [] }))).toBe(false)
  expect(isCovered(made('6', { locked: true }))).toBe(false)
})
