export const talk = {
  'talk.title': 'Messages',
  'talk.to': 'Message',
  'talk.waiting': { one: '{n} unread conversation', other: '{n} unread conversations' },
} as const
