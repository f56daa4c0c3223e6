import { mount } from 'svelte'
import { beforeAll, expect, test, vi } from 'vitest'
import type { Post } from '../../api/posts'
import Caption from './Caption.svelte'

beforeAll(
  () =>
    void vi.stubGlobal(
      'ResizeObserver',
      class {
        observe() {}
        disconnect() {}
      },
    ),
)

const post = (content: string, locked: boolean) =>
  ({ content, account: { acct: 'ada' }, rossgram: { locked } }) as unknown as Post

const shown = (given: Post) => {
  document.body.replaceChildren()
  mount(Caption, { target: document.body, props: { post: given } })
  return document.body.textContent
}

const INVITATION = '<p>Unlock for 5.00 EUR: <a href="https://x.example/unlock/1">https://x.example/unlock/1</a></p>'

test('a locked post does not say in words what its button says', () => {
  expect(shown(post(`<p>The view</p>${INVITATION}`, true))).not.toContain('Unlock')
  expect(shown(post(`<p>The view</p>${INVITATION}`, true))).toContain('The view')
})

test('whoever writes such a link into an open post is quoted', () => {
  expect(shown(post(`<p>The view</p>${INVITATION}`, false))).toContain('Unlock')
})
