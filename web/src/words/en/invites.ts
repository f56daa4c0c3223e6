export const invites = {
  'settings.invites': 'Invitations',
  'invites.what': 'Whoever opens your link can sign up, until it ends or is used up. It is shown only once.',
  'invites.lasts': 'It lasts',
  'invites.day': 'a day',
  'invites.week': 'a week',
  'invites.month': '30 days',
  'invites.uses': 'How many may use it',
  'invites.make': 'Make a link',
  'invites.copy': 'Copy',
  'invites.copied': 'The link was copied.',
  'invites.end': 'Revoke',
  'invites.used': 'Used {uses} of {most} times, until {at}',
} as const
