import type { Post } from '../api/posts'

type Burst = { more: number; acct: string }
type Folded = { hidden: Set<string>; after: Map<string, Burst> }

/** A person's posts in a row, from this many on, are one post and a line that says how many there are. */
const LEAST = 4

/** What is folded in a feed: of each burst that was not opened, all but the newest. */
export function folded(posts: Post[], opened: string[]): Folded {
  const hidden = new Set<string>()
  const after = new Map<string, Burst>()
  for (const run of runs(posts)) {
    const [first, ...rest] = run
    if (!first || run.length < LEAST || opened.includes(first.id)) continue
    rest.forEach((post) => hidden.add(post.id))
    after.set(first.id, { more: rest.length, acct: first.account.acct })
  }
  return { hidden, after }
}

function runs(posts: Post[]) {
  const found: Post[][] = []
  for (const post of posts) {
    const last = found.at(-1)
    if (last?.[0]?.account.id === post.account.id) last.push(post)
    else found.push([post])
  }
  return found
}
