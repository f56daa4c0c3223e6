import { campaigns } from './en/campaigns'
import { compose } from './en/compose'
import { desk } from './en/desk'
import { door } from './en/door'
import { frame } from './en/frame'
import { money } from './en/money'
import { people } from './en/people'
import { posts } from './en/posts'
import { settings } from './en/settings'

export const en = { ...frame, ...posts, ...people, ...compose, ...campaigns, ...money, ...desk, ...door, ...settings }
