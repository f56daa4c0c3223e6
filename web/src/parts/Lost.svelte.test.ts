import { flushSync, mount, unmount } from 'svelte'
import { beforeEach, expect, test, vi } from 'vitest'
import { notices } from '../state/notices.svelte'
import { say } from '../words/words.svelte'
import Lost from './Lost.svelte'

const [anew, insist] = vi.hoisted(() => [vi.fn(), vi.fn()])
vi.mock('../state/connection', () => ({ loadAnew: anew, insist }))

function shown(props: { again?: () => void; close?: () => void }) {
  const part = mount(Lost, { target: document.body, props })
  flushSync()
  return () => unmount(part)
}

beforeEach(() => {
  notices.now = undefined
  insist.mockClear()
})

test('a part whose file is gone has the page asked for anew, and says nothing while it comes', () => {
  anew.mockReturnValue(true)
  const close = vi.fn()
  const leave = shown({ again: vi.fn(), close })
  expect(document.querySelector('button')).toBeNull()
  expect(close).not.toHaveBeenCalled()
  void leave()
})

test('where the page was asked for anew before, the part is asked for by a press', () => {
  anew.mockReturnValue(false)
  const again = vi.fn()
  const leave = shown({ again })
  document.querySelector('button')!.click()
  expect(again).toHaveBeenCalledTimes(1)
  // What the browser remembers as failed comes with the page alone.
  expect(insist).toHaveBeenCalledTimes(1)
  void leave()
})

test('a sheet that did not come says so, and is closed', () => {
  anew.mockReturnValue(false)
  const close = vi.fn()
  const leave = shown({ close })
  expect(notices.now).toBe(say('failed.title'))
  expect(close).toHaveBeenCalledTimes(1)
  expect(insist).toHaveBeenCalledTimes(1)
  void leave()
})
