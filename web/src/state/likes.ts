import { like, save, unlike, unsave, type Post } from '../api/posts'
import { change } from './change'
import { session } from './session.svelte'

export const toggleLike = (post: Post) => session.as(() => likeOrNot(post, !post.favourited))

/** A double tap likes, and never takes a like back. */
export const likeOnly = (post: Post) => session.as(() => post.favourited || likeOrNot(post, true))

function likeOrNot(post: Post, favourited: boolean) {
  const favourites_count = post.favourites_count + (favourited ? 1 : -1)
  return change(post, { favourited, favourites_count }, () => (favourited ? like : unlike)(post.id))
}

export const toggleSaved = (post: Post) => session.as(() => saveOrNot(post, !post.bookmarked))

const saveOrNot = (post: Post, bookmarked: boolean) =>
  change(post, { bookmarked }, () => (bookmarked ? save : unsave)(post.id))
