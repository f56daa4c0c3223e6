import type { Post } from '../api/posts'
import { tellPages } from './pages.svelte'

/** Counts a comment that the server has taken. */
export function answeredOnce(post: Post) {
  post.replies_count += 1
  tellPages({ id: post.id, replies_count: post.replies_count })
}
