import type { Notice } from '../api/finding'

/** Several likes or shares of one post as one line: the newest of them, and how many others there are. */
export type Group = Notice & { others: number }

const together = ['favourite', 'reblog']

export function grouped(found: Notice[]): Group[] {
  const groups: Group[] = []
  for (const notice of found) {
    const same = groups.find(
      (one) => together.includes(notice.type) && one.type === notice.type && one.status?.id === notice.status?.id,
    )
    if (same) same.others += 1
    else groups.push({ ...notice, others: 0 })
  }
  return groups
}
