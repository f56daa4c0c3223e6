/** What the server and Stripe tell in sentences and names of their own. */
export const told = {
  'left.campaigns': {
    one: '{n} campaign of yours raises or collects money: cancel it, or wait until it has ended.',
    other: '{n} campaigns of yours raise or collect money: cancel them, or wait until they have ended.',
  },
  'left.subscriptions': {
    one: '{n} subscription to you goes on: end it, and wait until what was paid for is over.',
    other: '{n} subscriptions to you go on: end them, and wait until what was paid for is over.',
  },
  'left.pledges': {
    one: '{n} pledge of yours is not charged yet: cancel it, or wait until it is.',
    other: '{n} pledges of yours are not charged yet: cancel them, or wait until they are.',
  },
  'left.unsettled': 'A refund or a dispute of what you sold is not settled yet: wait until it is.',
  'left.other': 'Something is not finished yet.',
  'need.bank': 'your bank account',
  'need.terms': 'your consent to its terms',
  'need.business': 'what you sell, and where it is seen',
  'need.document': 'a document that proves who you are',
  'need.address': 'your address',
  'need.birth': 'your date of birth',
  'need.number': 'your personal or tax number',
  'need.contact': 'your email or phone',
  'need.owners': 'who owns and leads the company',
  'need.name': 'your name',
  'need.other': 'something that it tells you itself',
  'payout.closed': 'The bank account is closed. Name another one at Stripe.',
  'payout.unfound': 'The bank does not know the account. Correct its number at Stripe.',
  'payout.currency': 'The bank account does not take this currency.',
  'payout.refused': 'The bank did not take it. See to your bank account at Stripe.',
} as const
