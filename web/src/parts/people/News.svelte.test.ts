import { flushSync, mount, unmount } from 'svelte'
import { expect, test, vi } from 'vitest'
import type { Account } from '../../api/accounts'
import * as people from '../../api/accounts'
import * as finding from '../../api/finding'
import { unread } from '../../state/unread.svelte'
import { say } from '../../words/words.svelte'
import News from './News.svelte'

const told = (...names: string[]) => ({
  notification_groups: names.map((name, place) => ({
    group_key: name,
    type: 'follow_request',
    sample_account_ids: [name],
    notifications_count: 1,
    latest_page_notification_at: new Date().toISOString(),
    page_max_id: `${9 - place}`,
  })),
  accounts: names.map(who),
  statuses: [],
})
const who = (name: string) => ({ id: name, acct: name, display_name: name, rossgram: {} }) as Account

test('who asks while the list is open is told of, and can be answered', async () => {
  const asking = vi.spyOn(people, 'asking').mockResolvedValue([])
  const notices = vi.spyOn(finding, 'notices').mockResolvedValue({ answer: told('ada') } as never)
  vi.spyOn(finding, 'marks').mockResolvedValue({} as never)
  vi.spyOn(finding, 'seen').mockResolvedValue({})
  const shown = mount(News, { target: document.body })
  await vi.waitFor(() => expect(document.body.textContent).toContain('ada'))
  expect(document.body.textContent).not.toContain(say('notices.asking'))

  asking.mockResolvedValue([who('bob')])
  notices.mockResolvedValue({ answer: told('bob', 'ada') } as never)
  unread.count = 1
  flushSync()
  await vi.waitFor(() => expect(document.querySelector('section .who')?.textContent).toContain('bob'))
  await vi.waitFor(() => expect(unread.count).toBe(0))
  expect([asking.mock.calls.length, notices.mock.calls.length]).toEqual([2, 2])
  await unmount(shown)
})
