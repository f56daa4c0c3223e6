import type { Post } from '../api/posts'

/** Counts a comment that the server has taken. */
export const answeredOnce = (post: Post) => void (post.replies_count += 1)
