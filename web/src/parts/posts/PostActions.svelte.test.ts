import { flushSync, mount } from 'svelte'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Post } from '../../api/posts'
import AlbumPlace from './AlbumPlace.svelte'
import PostActions from './PostActions.svelte'

vi.mock('../../state/likes', () => ({
  toggleLike: (post: Post) => (post.favourited = !post.favourited),
  toggleSaved: vi.fn(),
}))
vi.stubGlobal(
  'IntersectionObserver',
  class {
    observe() {}
    disconnect() {}
  },
)

beforeEach(() => document.body.replaceChildren())

test('a heart beats when it is pressed, and not because it is drawn red', () => {
  const post = $state({ favourited: true, account: { acct: 'ada' } } as Post)
  mount(PostActions, { target: document.body, props: { post, comment: () => undefined } })
  flushSync()
  const like = document.querySelector('button')!
  expect(like.getAttribute('aria-pressed')).toBe('true')
  expect(like.classList.contains('pressed')).toBe(false)
  flushSync(() => like.click())
  expect(like.classList.contains('pressed')).toBe(true)
})

test.each([
  [0, 7, [0], [4]],
  [3, 7, [2], [0, 4]],
  [6, 7, [4], [0]],
  [1, 3, [1], []],
])('of many photos at most five have a dot, and where there are more the last is smaller', (shown, of, on, small) => {
  mount(AlbumPlace, { target: document.body, props: { shown, of } })
  flushSync()
  const dots = [...document.querySelectorAll('i')]
  const places = (name: string) => dots.flatMap((dot, place) => (dot.classList.contains(name) ? [place] : []))
  expect(dots).toHaveLength(Math.min(of, 5))
  expect(places('on')).toEqual(on)
  expect(places('small')).toEqual(small)
  expect(document.body.textContent).toContain(`${shown + 1}/${of}`)
})
