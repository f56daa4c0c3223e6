import type { Form } from '../../api/drafts'
import * as api from '../../api/drafts'
import { failureOf } from '../../api/client'
import { talkBelow, type Post } from '../../api/posts'
import { makeLink } from '../../api/sharing'
import { tagsOf } from '../../api/tagged'
import { notices } from '../notices.svelte'
import { forgetPages } from '../pages.svelte'
import type { Sentence } from '../../words/words.svelte'
import { isAskable, pollOf } from './asking'
import { isAhead } from './clock'
import { composer } from './composer.svelte'
import { asked, isComplete } from './terms.svelte'

/** What came of sharing: a post, with its secret link where one was asked for, or a time to wait for. */
export type Shared = { post?: Post; link?: string; at?: string }

/** A photo could not be sent; it says so itself. */
export class Unsent extends Error {}

async function sent(): Promise<Form> {
  await composer.send()
  if (composer.photos.some(({ upload }) => upload.state !== 'ready')) throw new Unsent()
  await Promise.all(composer.photos.map((photo) => photo.upload.describe(photo.alt.trim())))
  return {
    status: composer.caption,
    media_ids: composer.photos.map(({ upload }) => upload.id),
    spoiler_text: composer.spoiler.trim(),
    sensitive: composer.sensitive || !!composer.spoiler.trim(),
    place_id: composer.place?.id ?? '',
    ...(composer.poll && { poll: pollOf(composer.poll) }),
    rossgram: {
      ...asked(composer.terms),
      people: composer.photos.flatMap(({ upload, people }) => tagsOf(upload.id, people)),
    },
  }
}

/** What a post lacks, or has too much of, to be shared. */
export function missingOf(length: number, most = 2200): Sentence | undefined {
  const { poll, terms, when } = composer
  if (length > most) return 'compose.long'
  // What waits for its time has no link yet.
  if (!isComplete(terms) || (when && terms.audience === 'link')) return 'compose.incomplete'
  if (poll && !isAskable(poll)) return 'compose.poll_incomplete'
  return when && !isAhead(when) ? 'when.past' : undefined
}

const isPost = (made: Post | api.Scheduled): made is Post => 'account' in made

/** Publishes what was written, once however often it is tried, or has it go out at its time. */
export async function share(): Promise<Shared> {
  const form = await sent()
  const at = composer.when ? new Date(composer.when).toISOString() : undefined
  const made = await out(form, at)
  const { closed, terms } = composer
  await composer.discard(false)
  forgetPages()
  if (!made || !isPost(made)) return { at: made?.scheduled_at }
  // The post is there: what is added to it cannot take that back.
  if (closed) await talkBelow(made.id, { comments_disabled: true }).catch(notices.failed)
  const link = terms.audience === 'link' ? await makeLink(made.id).catch(notices.failed) : undefined
  return { post: made, link: link?.url ?? undefined }
}

let released = ''

async function out(form: Form, at?: string) {
  const { remote } = composer
  if (!remote) return api.publish(at ? { ...form, scheduled_at: at } : form, composer.key)
  try {
    await api.say(remote, form)
  } catch (thrown) {
    // It went out, and the answer was lost.
    if (failureOf(thrown).status === 404 && released === remote) return undefined
    throw thrown
  }
  released = remote
  return api.release(remote, at)
}

/** Keeps what was written as a draft at the server, where every device finds it. */
export async function keepAsDraft() {
  const form = await sent()
  if (composer.remote) await api.say(composer.remote, form)
  else await api.keep(form, composer.key)
  await composer.discard(false)
}
