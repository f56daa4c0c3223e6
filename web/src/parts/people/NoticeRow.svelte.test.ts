import { mount, unmount } from 'svelte'
import { expect, test } from 'vitest'
import type { Account } from '../../api/accounts'
import type { Group } from '../../state/groups'
import NoticeRow from './NoticeRow.svelte'

const who = (name: string) => ({ id: `1${name.length}`, acct: name, display_name: name, rossgram: {} }) as Account

async function shown(of: Partial<Group>) {
  const target = document.createElement('div')
  const group = { id: 'g', at: new Date().toISOString(), newest: '1', accounts: [who('eve')], others: 0, ...of }
  const row = mount(NoticeRow, { target, props: { group: group as Group } })
  const links = [...target.querySelectorAll('a')].map((one) => one.getAttribute('href'))
  const text = target.textContent
  await unmount(row)
  return { links, text }
}

test('a report leads the staff to it, and names whom it is about', async () => {
  const report = { id: '42', target_account: who('mallory') } as Group['report']
  const { links, text } = await shown({ type: 'admin.report', report })
  expect(links).toEqual(['/@eve', '/@eve', '/moderation/reports/42'])
  expect(text).toContain('@mallory')
})

test('whoever waits to be let in has no page but that of the desk', async () => {
  const { links } = await shown({ type: 'admin.sign_up' })
  expect(links).toEqual(['/moderation/accounts/13', '/moderation/accounts/13'])
})
