import { SvelteSet } from 'svelte/reactivity'
import type { Post } from '../api/posts'
import { ofOneAccount } from './own'
import { session } from './session.svelte'

/** What the reader has uncovered, wherever it is shown, until they leave the page or sign out. */
const opened = new SvelteSet<string>()
ofOneAccount(() => opened.clear())

/** Whether its author warns of a post. */
export const isWarned = (post: Post) => post.sensitive || !!post.spoiler_text

/** Whether a photo is covered: its author warns of it, and the reader, who is another, has not asked to see it. */
export const isCovered = (post: Post) =>
  isWarned(post) &&
  !post.rossgram.locked &&
  post.media_attachments.length > 0 &&
  post.account.id !== session.me?.id &&
  !opened.has(post.id)

export const uncover = (post: Post) => void opened.add(post.id)
