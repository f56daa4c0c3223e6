import { campaigns } from './en/campaigns'
import { door } from './en/door'
import { frame } from './en/frame'
import { money } from './en/money'
import { people } from './en/people'
import { pledges } from './en/pledges'
import { posts } from './en/posts'
import { talk } from './en/talk'
import { stories } from './en/stories'

/** What the first pages say, and what opens over them. */
export const en = {
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
