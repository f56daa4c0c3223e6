import { beforeEach, expect, test, vi } from 'vitest'
import * as api from '../../api/posts'
import type { Post } from '../../api/posts'
import { keptPages } from '../../state/pages.svelte'
import { place } from '../../state/place.svelte'
import { actsOnOwn } from './acts'

const post = { id: '9', account: { acct: 'ada' }, rossgram: { archived: false } } as unknown as Post
const settled = () => new Promise((done) => setTimeout(done))

beforeEach(() => void vi.restoreAllMocks())

test('what is deleted leads from where it stood, and is in no list any more', async () => {
  const pages = keptPages('of ada', async () => ({
    items: [{ id: '10', reblog: { id: '9' } }, { id: '9' }, { id: '8' }],
  }))
  await settled()
  vi.spyOn(api, 'remove').mockResolvedValue({} as never)
  const gone = vi.fn()
  await actsOnOwn(post, { sure: true, ask: () => undefined, gone })[0]!.act()
  expect(gone).toHaveBeenCalledTimes(1)
  expect(pages.items.map(({ id }) => id)).toEqual(['8'])
})

test('whoever closed the dialog of a post before it was deleted is led nowhere', async () => {
  let finish!: (done: never) => void
  vi.spyOn(api, 'remove').mockReturnValue(new Promise((done) => (finish = done)))
  place.go('/@ada/9', { over: true })
  const gone = vi.fn()
  const deleted = actsOnOwn(post, { sure: true, ask: () => undefined, gone })[0]!.act()
  place.go('/explore')
  finish({} as never)
  await deleted
  expect(gone).not.toHaveBeenCalled()
  expect(place.path).toBe('/explore')
})
