import { flushSync, mount, unmount } from 'svelte'
import { beforeEach, expect, test, vi } from 'vitest'
import { createCode } from '../../api/desk'
import CodeForm from './CodeForm.svelte'

vi.mock('../../api/desk', () => ({ createCode: vi.fn(async () => ({})) }))

beforeEach(() => {
  sessionStorage.clear()
  document.body.replaceChildren()
})

function type(name: string, text: string) {
  const field = document.querySelector<HTMLInputElement>(`input[name=${name}]`)!
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

test('a code with months, a limit and another percent is sent, and what is emptied is no limit', async () => {
  const saved = vi.fn()
  mount(CodeForm, { target: document.body, props: { saved } })
  type('code', 'SPRING')
  type('percent', '30')
  type('months', '3')
  type('most', '5')
  type('most', '')
  flushSync()
  document.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true }))
  await vi.waitFor(() => expect(saved).toHaveBeenCalled())
  const sent = { code: 'SPRING', percent_off: 30, months: 3, most: undefined, ends_at: undefined }
  expect(createCode).toHaveBeenCalledWith(sent)
})

test('a code that was begun is there again until it is made', async () => {
  const begin = () => {
    const part = mount(CodeForm, { target: document.body, props: { saved: vi.fn() } })
    flushSync()
    return () => unmount(part)
  }
  const codes = () => document.querySelector<HTMLInputElement>('input[name=code]')!.value
  const close = begin()
  type('code', 'SUMMER')
  flushSync()
  await close()
  const leave = begin()
  expect(codes()).toBe('SUMMER')
  document.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true }))
  await vi.waitFor(() => expect(sessionStorage.length).toBe(0))
  await leave()
  begin()
  expect(codes()).toBe('')
})
