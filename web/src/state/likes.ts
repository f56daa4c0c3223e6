import { like, repost, save, unlike, unrepost, unsave, type Post } from '../api/posts'
import { change } from './change'
import { notices } from './notices.svelte'
import { tellPages } from './pages.svelte'
import { session } from './session.svelte'

export const toggleLike = (post: Post) => session.as(() => likeOrNot(post, !post.favourited))

/** A double tap likes, and never takes a like back. */
export const likeOnly = (post: Post) => session.as(() => post.favourited || likeOrNot(post, true))

async function likeOrNot(post: Post, favourited: boolean) {
  const favourites_count = post.favourites_count + (favourited ? 1 : -1)
  await change(post, { favourited, favourites_count }, () => (favourited ? like : unlike)(post.id))
  tellPages({ id: post.id, favourited: post.favourited, favourites_count: post.favourites_count })
}

export const toggleSaved = (post: Post) => session.as(() => saveOrNot(post, !post.bookmarked))

async function saveOrNot(post: Post, bookmarked: boolean) {
  await change(post, { bookmarked }, () => (bookmarked ? save : unsave)(post.id))
  tellPages({ id: post.id, bookmarked: post.bookmarked })
}

export async function toggleShared(post: Post) {
  const reblogged = !post.reblogged
  const reblogs_count = post.reblogs_count + (reblogged ? 1 : -1)
  await change(post, { reblogged, reblogs_count }, () => (reblogged ? repost : unrepost)(post.id))
  tellPages({ id: post.id, reblogged: post.reblogged, reblogs_count: post.reblogs_count })
  if (post.reblogged === reblogged) notices.say(reblogged ? 'post.shared' : 'post.unshared')
}
