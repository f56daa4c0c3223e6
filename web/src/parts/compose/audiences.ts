import type { IconName } from '../icons'

/** Who can see a post, as an icon. */
export const audienceIcons = {
  public: 'globe',
  unlisted: 'eye',
  followers: 'users',
  close_friends: 'sparkles',
  list: 'list',
  me: 'eye-off',
  link: 'link',
  price: 'lock',
  tier: 'gem',
  campaign: 'hand-heart',
} as const satisfies Record<string, IconName>
