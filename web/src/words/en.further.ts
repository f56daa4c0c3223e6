import { compose } from './en/compose'
import { darkroom } from './en/darkroom'
import { desk } from './en/desk'
import { drafts } from './en/drafts'
import { invites } from './en/invites'
import { moderation } from './en/moderation'
import { planning } from './en/planning'
import { settings } from './en/settings'
import { standing } from './en/standing'
import { tags } from './en/tags'

/** What only those screens say that are not the first. */
export const further = {
  ...compose,
  ...darkroom,
  ...desk,
  ...drafts,
  ...invites,
  ...moderation,
  ...planning,
  ...settings,
  ...standing,
  ...tags,
}
