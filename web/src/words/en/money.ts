export const money = {
  'lock.price': 'Buy this post to see it',
  'lock.tier': 'For subscribers of {name}',
  'lock.campaign': 'For backers of {name}',
  'lock.unlock': 'Unlock for {price}',
  'lock.subscribe': 'Subscribe',
  'lock.back': 'Back the campaign',
  'lock.monthly': '{price} a month',
  'lock.yearly': '{price} a year',
  'lock.stripe': 'You pay on the page of Stripe, and come back here.',
  'lock.refused': 'This cannot be bought at the moment.',
  'lock.photos': { one: '{n} photo', other: '{n} photos' },
} as const
