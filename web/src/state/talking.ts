import type { Post } from '../api/posts'
import { tellPages } from './pages.svelte'

/** Counts a comment that the server has taken, or one that was deleted. */
export function answeredOnce(post: Post, step = 1) {
  post.replies_count += step
  tellPages({ id: post.id, replies_count: post.replies_count })
}
