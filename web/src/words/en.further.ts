import { compose } from './en/compose'
import { darkroom } from './en/darkroom'
import { desk } from './en/desk'
import { drafts } from './en/drafts'
import { insights } from './en/insights'
import { invites } from './en/invites'
import { joining } from './en/joining'
import { distance } from './en/distance'
import { messages } from './en/messages'
import { server } from './en/server'
import { moderation } from './en/moderation'
import { planning } from './en/planning'
import { polls } from './en/polls'
import { profile } from './en/profile'
import { purchases } from './en/purchases'
import { settings } from './en/settings'
import { standing } from './en/standing'
import { tags } from './en/tags'
import { told } from './en/told'
import { trending } from './en/trending'

/** What only those screens say that are not the first. */
export const further = {
  ...compose,
  ...darkroom,
  ...desk,
  ...drafts,
  ...insights,
  ...invites,
  ...joining,
  ...distance,
  ...messages,
  ...server,
  ...moderation,
  ...planning,
  ...polls,
  ...profile,
  ...purchases,
  ...settings,
  ...standing,
  ...tags,
  ...told,
  ...trending,
}
