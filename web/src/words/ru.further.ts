import { compose } from './ru/compose'
import { darkroom } from './ru/darkroom'
import { desk } from './ru/desk'
import { drafts } from './ru/drafts'
import { insights } from './ru/insights'
import { invites } from './ru/invites'
import { joining } from './ru/joining'
import { distance } from './ru/distance'
import { messages } from './ru/messages'
import { server } from './ru/server'
import { moderation } from './ru/moderation'
import { planning } from './ru/planning'
import { polls } from './ru/polls'
import { profile } from './ru/profile'
import { purchases } from './ru/purchases'
import { settings } from './ru/settings'
import { standing } from './ru/standing'
import { tags } from './ru/tags'
import { told } from './ru/told'
import { trending } from './ru/trending'
import type { Russian } from './ru/russian'
import type { further as english } from './en.further'

/** What only those screens say that are not the first. */
export const further: Russian<typeof english> = {
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
