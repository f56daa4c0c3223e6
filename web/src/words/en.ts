import { campaigns } from './en/campaigns'
import { compose } from './en/compose'
import { desk } from './en/desk'
import { darkroom } from './en/darkroom'
import { door } from './en/door'
import { drafts } from './en/drafts'
import { frame } from './en/frame'
import { money } from './en/money'
import { people } from './en/people'
import { planning } from './en/planning'
import { pledges } from './en/pledges'
import { posts } from './en/posts'
import { settings } from './en/settings'
import { talk } from './en/talk'
import { stories } from './en/stories'
import { told } from './en/told'

export const en = {
  ...frame,
  ...posts,
  ...people,
  ...compose,
  ...campaigns,
  ...planning,
  ...pledges,
  ...money,
  ...desk,
  ...darkroom,
  ...drafts,
  ...door,
  ...settings,
  ...talk,
  ...stories,
  ...told,
}
