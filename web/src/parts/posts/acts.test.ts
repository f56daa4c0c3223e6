import { beforeEach, expect, test, vi } from 'vitest'
import * as api from '../../api/posts'
import type { Post } from '../../api/posts'
import { keptPages } from '../../state/pages.svelte'
import { place } from '../../state/place.svelte'
import { notices } from '../../state/notices.svelte'
import { session } from '../../state/session.svelte'
import { Sure } from '../../state/sure.svelte'
import { actsOnOwn, reposting } from './acts'

const post = { id: '9', account: { acct: 'ada' }, rossgram: { archived: false } } as unknown as Post
const settled = () => new Promise((done) => setTimeout(done))

/** Whoever was asked already. */
async function asked() {
  const sure = new Sure()
  await sure.press(() => undefined)
  return sure
}

beforeEach(() => void vi.restoreAllMocks())

test('what is deleted leads from where it stood, and is in no list any more', async () => {
  const pages = keptPages('of ada', async () => ({
    items: [{ id: '10', reblog: { id: '9' } }, { id: '9' }, { id: '8' }],
  }))
  await settled()
  vi.spyOn(api, 'remove').mockResolvedValue({} as never)
  const gone = vi.fn()
  await actsOnOwn(post, await asked(), gone)[0]!.act()
  expect(gone).toHaveBeenCalledTimes(1)
  expect(pages.items.map(({ id }) => id)).toEqual(['8'])
})

test('whoever closed the dialog of a post before it was deleted is led nowhere', async () => {
  let finish!: (done: never) => void
  vi.spyOn(api, 'remove').mockReturnValue(new Promise((done) => (finish = done)))
  place.go('/@ada/9', { over: true })
  const gone = vi.fn()
  const deleted = actsOnOwn(post, await asked(), gone)[0]!.act()
  place.go('/explore')
  finish({} as never)
  await deleted
  expect(gone).not.toHaveBeenCalled()
  expect(place.path).toBe('/explore')
})

const by = (locked: boolean, access: string) =>
  ({
    id: '5',
    reblogged: false,
    reblogs_count: 3,
    account: { id: '2', acct: 'tom', locked },
    rossgram: { access },
  }) as Post

test.each([
  ['public', false, 1],
  ['unlisted', false, 1],
  ['public', true, 0],
  ['followers', false, 0],
  ['price', false, 0],
])('of others, what is %s can be shown to followers unless its author is private (%s)', (access, locked, rows) => {
  session.me = { id: '1' } as typeof session.me
  expect(reposting(by(locked, access))).toHaveLength(rows)
  session.me = undefined
  expect(reposting(by(locked, access))).toHaveLength(0)
})

test('what is for followers can be shown to them again by its author alone', () => {
  session.me = { id: '2' } as typeof session.me
  expect(reposting(by(true, 'followers'))).toHaveLength(1)
  expect(reposting(by(false, 'me'))).toHaveLength(0)
})

test('what is shared shows so where others shared it too, and is taken back when the server refuses', async () => {
  session.me = { id: '1' } as typeof session.me
  const post = by(false, 'public')
  const pages = keptPages('home', async () => ({ items: [{ id: '11', reblog: { ...post } }] }))
  await settled()
  vi.spyOn(api, 'repost').mockResolvedValueOnce({ ...post, reblogged: true, reblogs_count: 4 })
  await reposting(post)[0]!.act()
  expect(post).toMatchObject({ reblogged: true, reblogs_count: 4 })
  expect(pages.items[0]!.reblog).toMatchObject({ reblogged: true, reblogs_count: 4 })

  const told = vi.spyOn(notices, 'say')
  vi.spyOn(api, 'unrepost').mockRejectedValueOnce(new Error('Busy'))
  await reposting(post)[0]!.act()
  expect(post).toMatchObject({ reblogged: true, reblogs_count: 4 })
  expect(told).not.toHaveBeenCalledWith('post.unshared')
})
