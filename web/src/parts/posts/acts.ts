import * as api from '../../api/posts'
import type { Post } from '../../api/posts'
import { change } from '../../state/change'
import { toggleShared } from '../../state/likes'
import { notices } from '../../state/notices.svelte'
import { forgetPages, takeOut, tellPages } from '../../state/pages.svelte'
import { addressOf, place } from '../../state/place.svelte'
import { server } from '../../state/server.svelte'
import { session } from '../../state/session.svelte'
import { share } from '../../state/sharing'
import type { Sure } from '../../state/sure.svelte'
import { say } from '../../words/words.svelte'
import type { Row } from '../Menu.svelte'

/** Takes a post away, by its deletion or into the archive, and leads from where it stood. */
async function takeAway(post: Post, how: Promise<unknown>, told: 'post.deleted' | 'post.archived', gone?: () => void) {
  const isHere = place.stay()
  await how.then(() => {
    takeOut(post.id)
    forgetPages()
    notices.say(told)
    // Whoever closed its dialog meanwhile is where they want to be.
    if (!isHere()) return
    if (gone) gone()
    else place.go(`/@${post.account.acct}`)
  }, notices.failed)
}

/** What an author does with a post on a sheet of its own. */
export type Managed = 'edit' | 'history' | 'collect' | 'links' | 'insights'

export const managing = (post: Post, ask: (what: Managed) => void): Row[] =>
  (
    [
      'edit',
      ...(post.edited_at ? (['history'] as const) : []),
      'collect',
      'links',
      ...(server.told?.rossgram.insights ? (['insights'] as const) : []),
    ] as const
  ).map((what) => ({ word: say(`manage.${what}`), act: () => ask(what) }))

/** What its author does with a post. */
export function actsOnOwn(post: Post, sure: Sure, gone?: () => void): Row[] {
  const isKept = post.rossgram.archived
  return [
    {
      word: say(sure.asked() ? 'post.sure' : 'post.delete'),
      act: () => sure.press(() => takeAway(post, api.remove(post.id), 'post.deleted', gone)),
      grave: true,
      stays: !sure.asked(),
    },
    ...(isKept ? [] : [{ word: say(post.pinned ? 'post.unpin' : 'post.pin'), act: () => togglePin(post) }]),
    isKept
      ? { word: say('post.unarchive'), act: () => unarchive(post) }
      : { word: say('post.archive'), act: () => takeAway(post, api.archive(post.id), 'post.archived', gone) },
    {
      word: say(post.comments_disabled ? 'post.comments_on' : 'post.comments_off'),
      act: () => {
        const comments_disabled = !post.comments_disabled
        return change(post, { comments_disabled }, () => api.talkBelow(post.id, { comments_disabled }))
      },
    },
  ]
}

/** Deletes a comment, once it was asked whether that is meant. */
export const deletion = (comment: Post, sure: Sure, gone?: () => void): Row => ({
  word: say(sure.asked() ? 'post.sure' : 'comments.delete'),
  act: () => sure.press(() => api.remove(comment.id).then(() => gone?.(), notices.failed)),
  grave: true,
  stays: !sure.asked(),
})

async function togglePin(post: Post) {
  await change(post, { pinned: !post.pinned }, () => (post.pinned ? api.pin : api.unpin)(post.id))
  tellPages({ id: post.id, pinned: post.pinned })
}

async function unarchive(post: Post) {
  await api.unarchive(post.id).then(() => {
    post.rossgram.archived = false
    forgetPages()
    notices.say('post.unarchived')
  }, notices.failed)
}

/** What is for everybody can be shown to one's followers, and of what is one's own also what is for them. */
export function reposting(post: Post): Row[] {
  const { access, locked, archived } = post.rossgram
  const mine = session.me?.id === post.account.id
  const isForAll = ['public', 'unlisted'].includes(access) && (mine || !post.account.locked)
  if (!session.me || locked || archived || !(isForAll || (mine && access === 'followers'))) return []
  return [{ word: say(post.reblogged ? 'post.unrepost' : 'post.repost'), act: () => toggleShared(post) }]
}

/** Whoever takes part in a conversation, or may, is told of it or not. */
export function actsOnTalk(post: Post): Row[] {
  if (!session.me || post.rossgram.locked) return []
  return [
    {
      word: say(post.muted ? 'post.unmute_talk' : 'post.mute_talk'),
      act: () => change(post, { muted: !post.muted }, () => (post.muted ? api.muteTalk : api.unmuteTalk)(post.id)),
    },
  ]
}

export const leads = (post: Post): Row[] => [
  { word: say('post.open'), act: () => place.go(addressOf(post)) },
  { word: say('post.share'), act: () => share(addressOf(post)) },
]
