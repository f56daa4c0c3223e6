import { campaigns } from './ru/campaigns'
import { door } from './ru/door'
import { frame } from './ru/frame'
import { money } from './ru/money'
import { people } from './ru/people'
import { pledges } from './ru/pledges'
import { posts } from './ru/posts'
import { talk } from './ru/talk'
import { stories } from './ru/stories'
import type { Russian } from './ru/russian'
import type { en } from './en'

/** What the first pages say, and what opens over them. */
export const ru: Russian<typeof en> = {
  ...campaigns,
  ...door,
  ...frame,
  ...money,
  ...people,
  ...pledges,
  ...posts,
  ...talk,
  ...stories,
}
