import { campaigns } from './ru/campaigns'
import { compose } from './ru/compose'
import { darkroom } from './ru/darkroom'
import { door } from './ru/door'
import { drafts } from './ru/drafts'
import { frame } from './ru/frame'
import { money } from './ru/money'
import { people } from './ru/people'
import { posts } from './ru/posts'
import { settings } from './ru/settings'
import type { Russian } from './ru/russian'
import type { en } from './en'

export const ru: Russian<typeof en> = {
  ...frame,
  ...posts,
  ...people,
  ...compose,
  ...darkroom,
  ...drafts,
  ...campaigns,
  ...money,
  ...door,
  ...settings,
}
