import { campaigns } from './ru/campaigns'
import { compose } from './ru/compose'
import { desk } from './ru/desk'
import { darkroom } from './ru/darkroom'
import { door } from './ru/door'
import { drafts } from './ru/drafts'
import { frame } from './ru/frame'
import { money } from './ru/money'
import { people } from './ru/people'
import { planning } from './ru/planning'
import { pledges } from './ru/pledges'
import { posts } from './ru/posts'
import { settings } from './ru/settings'
import { talk } from './ru/talk'
import { stories } from './ru/stories'
import { told } from './ru/told'
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
  ...planning,
  ...pledges,
  ...money,
  ...desk,
  ...door,
  ...settings,
  ...talk,
  ...stories,
  ...told,
}
