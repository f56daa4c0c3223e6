import { look, vote as send, type Poll } from '../api/polls'
import type { Post } from '../api/posts'
import { notices } from './notices.svelte'
import { tellPages } from './pages.svelte'
import { session } from './session.svelte'

/** Takes what the server says of a poll, wherever its post is shown. */
async function take(post: Post, asked: Promise<Poll>) {
  await asked.then((poll) => {
    post.poll = poll
    tellPages({ id: post.id, poll })
  }, notices.failed)
}

/** What came out so far. */
export const lookAgain = (post: Post) => take(post, look(post.id))

/** A vote is given once and for good, so it is shown when the server has it. */
export const vote = (post: Post, choices: number[]) => session.as(() => take(post, send(post.id, choices)))

/** The share of those who voted that chose an option; nothing while numbers wait for the end. */
export function shareOf(poll: Poll, place: number) {
  const number = poll.options[place]?.votes_count
  return number === null || number === undefined ? undefined : number / Math.max(1, poll.voters_count)
}
