/** The screens that are looked at, by who looks; what stands in braces is found in the demo community. */
export const screens = {
  nobody: [
    ...['/', '/explore', '/sign-in', '/sign-up', '/invite/code', '/@lena', '/campaigns', '/search', '/no/such/page'],
    ...[
      '/settings/look',
      '/places/2267057',
      '/about',
      '/privacy',
      '/terms',
      '/campaigns/{campaign}',
      '/collections/{collection}',
    ],
    '/@lena/{locked}',
  ],
  mira: [
    ...['/', '/compose', '/notifications', '/settings', '/saved', '/@mira', '/@tomas/followers', '/@tomas/following'],
    ...['/tags/sea', '/search', '/direct', '/direct/requests', '/direct/{talk}', '/direct/new/kofi', '/pledges'],
    ...['/campaigns/new', '/purchases', '/drafts'],
    ...['profile', 'notifications', 'privacy', 'close-friends', 'lists', 'filters', 'two-factor', 'passkeys'].map(
      (section) => `/settings/${section}`,
    ),
    ...['devices', 'blocked', 'muted', 'email', 'leaving', 'password', 'accounts', 'invites', 'tags', 'standing'].map(
      (section) => `/settings/${section}`,
    ),
  ],
  ines: [
    ...[
      '/moderation',
      '/moderation/mine',
      '/moderation/closed',
      '/moderation/appeals',
      '/moderation/accounts',
      '/moderation/trends',
      '/moderation/log',
    ],
    ...['/moderation/reports/{report}', '/moderation/accounts/{member}'],
  ],
  lena: [
    '/settings/insights',
    '/desk',
    '/desk/offers',
    '/desk/sales',
    '/desk/subscribers',
    '/desk/payouts',
    '/campaigns/{own}/edit',
  ],
}
export type Looks = keyof typeof screens
