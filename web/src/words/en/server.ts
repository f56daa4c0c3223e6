/** What is said about the server, what it keeps, and what it pushes. */
export const server = {
  'about.rules': 'Rules',
  'about.contact': 'Contact',
  'privacy.photos':
    'Photos are shown without the camera’s server of place, time and device, unless their owner keeps them.',
  'privacy.audience': 'You choose who may see each post. Whoever may not see it gets neither its words nor its photos.',
  'privacy.cookie': 'One cookie keeps you signed in. There is no advertising, and nobody follows you to other sites.',
  'privacy.money': 'Payments are made with Stripe. Card numbers never come here.',
  'privacy.leaving': 'You can delete your account in the settings; thirty days later it is gone.',
  'push.title': 'On this device',
  'push.what': 'Your device shows what happens, even while this page is closed.',
  'push.here': 'Push notifications',
  'push.denied': 'This browser forbids them. Allow notifications for this site in its settings first.',
  'push.unknown': 'This browser cannot show them. On an iPhone, add this site to the home screen first.',
  'push.none': 'This server sends none.',
  'push.failed': 'This browser could not be reached for notifications.',
} as const
