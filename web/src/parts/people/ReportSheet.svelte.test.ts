import { flushSync, mount, unmount } from 'svelte'
import { beforeEach, expect, test, vi } from 'vitest'
import { report, type Account } from '../../api/accounts'
import { Failure } from '../../api/failure'
import { session } from '../../state/session.svelte'
import ReportSheet from './ReportSheet.svelte'

vi.mock('../../api/accounts', async (actual) => ({ ...(await actual<object>()), report: vi.fn() }))
vi.mock('../../state/server.svelte', () => ({ server: {} }))

const words = () => document.querySelector<HTMLTextAreaElement>('textarea[name=comment]')
function me(id: string) {
  session.me = { id } as Account
}

/** The sheet as it is opened, and what closes it. */
function opened(id = '7') {
  const props = { account: { id, acct: 'tom' } as Account, close: vi.fn(), ask: vi.fn() }
  const sheet = mount(ReportSheet, { target: document.body, props })
  flushSync()
  return () => unmount(sheet)
}
function type(text: string) {
  words()!.value = text
  words()!.dispatchEvent(new Event('input', { bubbles: true }))
  flushSync()
}
function send() {
  document.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true }))
}
beforeEach(() => {
  sessionStorage.clear()
  document.body.replaceChildren()
  me('1')
})

test('what was typed of somebody is there again once the sheet was closed, and in nobody else’s report', async () => {
  const close = opened()
  type('He shouts')
  await close()
  const again = opened()
  expect(words()!.value).toBe('He shouts')
  await again()
  const other = opened('8')
  expect(words()!.value).toBe('')
  await other()
})

test('a session that ended takes nothing, and another account finds nothing', async () => {
  vi.mocked(report).mockRejectedValueOnce(new Failure(401, 'The session has ended'))
  const close = opened()
  type('He shouts')
  send()
  await vi.waitFor(() => expect(report).toHaveBeenCalledTimes(1))
  await close()
  me('2')
  const others = opened()
  expect(words()!.value).toBe('')
  await others()
  me('1')
  const again = opened()
  expect(words()!.value).toBe('He shouts')
  await again()
})

test('what was sent is there no more', async () => {
  vi.mocked(report).mockResolvedValueOnce({})
  const close = opened()
  type('He shouts')
  send()
  await vi.waitFor(() => expect(words()).toBeNull())
  await close()
  const again = opened()
  expect(words()!.value).toBe('')
  await again()
})
