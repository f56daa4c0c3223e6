import type { Draft } from '../../api/drafts'
import * as api from '../../api/drafts'
import { notices } from '../notices.svelte'
import { forgetPages } from '../pages.svelte'
import { place } from '../place.svelte'
import { session } from '../session.svelte'
import { inClock } from './clock'
import { composer } from './composer.svelte'

/** Goes on with a draft of the server, on the last step; what this tab wrote before stays on the device. */
export async function writeOn(draft: Draft, when = '', isHere = place.stay()) {
  if (!session.me) return
  await composer.open(session.me.id)
  if (!composer.isEmpty) notices.say('drafts.another')
  await composer.take(draft, when)
  if (isHere()) place.go('/compose?step=details')
}

/** Takes a scheduled post back to say it anew: it is a draft until it is scheduled again, so nothing of it can be lost. */
export async function rewrite(post: api.Scheduled) {
  const isHere = place.stay()
  await writeOn(await api.unschedule(post.id), inClock(Date.parse(post.scheduled_at)), isHere)
}

/** Publishes a draft, or a post that waits for its time, now. */
export async function release(id: string, isScheduled: boolean) {
  if (isScheduled) await api.unschedule(id)
  await api.release(id)
  forgetPages()
  notices.say('compose.shared')
}
