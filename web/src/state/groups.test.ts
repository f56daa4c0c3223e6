import { expect, test } from 'vitest'
import type { Notices } from '../api/finding'
import { ageOf, groupsOf, isYounger } from './groups'

const told = (count: number, ...ids: string[]) =>
  ({
    accounts: ids.map((id) => ({ id })),
    statuses: [{ id: 'p' }],
    notification_groups: [
      {
        group_key: 'favourite-p',
        type: 'favourite',
        notifications_count: count,
        sample_account_ids: ids,
        status_id: 'p',
        page_max_id: '5',
        latest_page_notification_at: '2026-11-26T10:00:00.000Z',
      },
    ],
  }) as unknown as Notices

test.each([
  [1, ['a'], 1, 0],
  [2, ['a', 'b'], 2, 0],
  [10, ['a', 'b', 'c'], 2, 8],
])('of %i people two are named, and the rest counted', (count, ids, named, others) => {
  const [group] = groupsOf(told(count, ...ids))
  expect([group?.accounts.length, group?.others]).toEqual([named, others])
  expect(group?.post?.id).toBe('p')
})

test('what came since stands first, and the rest by its age', () => {
  const now = Date.parse('2026-11-26T12:00:00Z')
  const at = (days: number) => ({ at: new Date(now - days * 86_400_000).toISOString(), newest: '100' })
  expect(ageOf(at(20), '99', now)).toBe('new')
  expect([0.5, 3, 20, 60].map((days) => ageOf(at(days), '100', now))).toEqual(['today', 'week', 'month', 'earlier'])
  expect(ageOf(at(0.5), '', now)).toBe('today')
})

test('ids are compared as the numbers that they are too long for', () => {
  expect(isYounger('117684873577509801', '117684873577509800')).toBe(true)
  expect(isYounger('99', '100')).toBe(false)
})
