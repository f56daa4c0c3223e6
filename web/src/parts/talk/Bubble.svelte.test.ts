import { flushSync, mount } from 'svelte'
import { expect, test, vi } from 'vitest'
import type { Post } from '../../api/posts'
import { session } from '../../state/session.svelte'
import Bubble from './Bubble.svelte'

test('a message is unsent by the second press', () => {
  session.me = { id: '1', acct: 'ada' } as never
  const message = {
    id: '7',
    account: session.me,
    content: '',
    media_attachments: [],
    rossgram: {},
    created_at: '2026-01-01',
  }
  const unsend = vi.fn()
  mount(Bubble, { target: document.body, props: { message: message as unknown as Post, named: false, unsend } })
  flushSync()
  const button = document.querySelector('button')!
  flushSync(() => button.click())
  expect(unsend).not.toHaveBeenCalled()
  flushSync(() => button.dispatchEvent(new Event('blur')))
  flushSync(() => button.click())
  expect(unsend).not.toHaveBeenCalled()
  flushSync(() => button.click())
  expect(unsend.mock.calls).toEqual([['7']])
})
