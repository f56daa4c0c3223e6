import type { Account } from '../api/accounts'
import type { Notice, Notices } from '../api/finding'
import type { Post } from '../api/posts'

/** What is told as one line: the likes of a post, the followers of a day; the newest person of it first. */
export type Group = {
  id: string
  type: Notice['type']
  at: string
  newest: string
  accounts: Account[]
  others: number
  post?: Post
  news?: Notice['rossgram']
  report?: Notice['report']
}

const MOST_NAMED = 2

export function groupsOf({ notification_groups, accounts, statuses }: Notices): Group[] {
  const people = new Map(accounts.map((account) => [account.id, account]))
  const posts = new Map(statuses.map((post) => [post.id, post]))
  return notification_groups.map((group) => {
    const known = group.sample_account_ids.map((id) => people.get(id)).filter((one) => one !== undefined)
    const named = known.slice(0, group.notifications_count > MOST_NAMED ? MOST_NAMED : group.notifications_count)
    return {
      id: group.group_key,
      type: group.type,
      at: group.latest_page_notification_at,
      newest: group.page_max_id,
      accounts: named,
      others: Math.max(0, group.notifications_count - named.length),
      post: group.status_id ? posts.get(group.status_id) : undefined,
      news: group.rossgram,
      report: group.report,
    }
  })
}

export type Age = 'new' | 'today' | 'week' | 'month' | 'earlier'
const DAY = 86_400_000
const MONTH_DAYS = 30

/** Whether an id is younger than another: they are numbers too long to be read as such. */
export const isYounger = (id: string, than: string) => (id.length !== than.length ? id.length > than.length : id > than)

/** Below which heading a line stands: what came since its reader looked last, or by how old it is. */
export function ageOf(group: Pick<Group, 'at' | 'newest'>, read: string, now = Date.now()): Age {
  if (read && isYounger(group.newest, read)) return 'new'
  const past = now - Date.parse(group.at)
  if (past < DAY) return 'today'
  if (past < 7 * DAY) return 'week'
  return past < MONTH_DAYS * DAY ? 'month' : 'earlier'
}
