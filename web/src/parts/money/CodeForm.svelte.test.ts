import { flushSync, mount } from 'svelte'
import { expect, test, vi } from 'vitest'
import { createCode } from '../../api/desk'
import CodeForm from './CodeForm.svelte'

vi.mock('../../api/desk', () => ({ createCode: vi.fn(async () => ({})) }))

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
