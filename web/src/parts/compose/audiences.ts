import type { IconName } from '../icons'

/** Who can see a post, as an icon. */
export const audienceIcons = {
  public: 'globe',
  followers: 'users',
  close_friends: 'sparkles',
  me: 'eye-off',
  price: 'lock',
  tier: 'gem',
  campaign: 'hand-heart',
} as const satisfies Record<string, IconName>
