import type { Post } from '../api/posts'
import { addressOf } from './place.svelte'

type Order = { posts: () => Post[] }
let grid = $state.raw<Order>()

/** The grid that is on the screen: a dialog over it walks from post to post. */
export function walkThrough(posts: () => Post[]) {
  const mine = { posts }
  grid = mine
  return () => {
    if (grid === mine) grid = undefined
  }
}

export function neighbours(id: string): { before?: string; next?: string } {
  const posts = grid?.posts() ?? []
  const at = posts.findIndex((post) => post.id === id)
  if (at < 0) return {}
  const address = (post?: Post) => post && addressOf(post)
  return { before: address(posts[at - 1]), next: address(posts[at + 1]) }
}
