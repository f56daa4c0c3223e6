import { hidePhoto, leavePhoto } from '../../api/tagged'
import type { Post } from '../../api/posts'
import { notices } from '../../state/notices.svelte'
import { forgetPages, tellPages } from '../../state/pages.svelte'
import { session } from '../../state/session.svelte'
import type { Sure } from '../../state/sure.svelte'
import { say } from '../../words/words.svelte'
import type { Row } from '../Menu.svelte'

/** A post without the tags of one account. */
export function without(post: Post, id: string): Pick<Post, 'id' | 'taggedPeople' | 'media_attachments'> {
  const media_attachments = post.media_attachments.map((media) => {
    const people = media.rossgram?.people?.filter(({ account }) => account.id !== id)
    return media.rossgram && people ? { ...media, rossgram: { ...media.rossgram, people } } : media
  })
  return { id: post.id, taggedPeople: post.taggedPeople.filter((one) => one.id !== id), media_attachments }
}

async function leave(post: Post, id: string) {
  await leavePhoto(post.id).then(() => {
    const left = without(post, id)
    Object.assign(post, left)
    tellPages(left)
    forgetPages('tagged')
    notices.say('tags.left')
  }, notices.failed)
}

async function hide(post: Post) {
  await hidePhoto(post.id).then(() => {
    forgetPages('tagged')
    notices.say('tags.hidden_now')
  }, notices.failed)
}

/** What whoever is tagged in a post does about it. */
export function actsOnTags(post: Post, sure: Sure): Row[] {
  const me = session.me?.id
  if (!me || post.taggedPeople.every(({ id }) => id !== me)) return []
  return [
    {
      word: say(sure.asked() ? 'tags.leave_sure' : 'tags.leave'),
      act: () => sure.press(() => leave(post, me)),
      grave: true,
      stays: !sure.asked(),
    },
    { word: say('tags.hide'), act: () => hide(post) },
  ]
}
