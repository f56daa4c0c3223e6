export const settings = {
  'settings.title': 'Settings',
  'settings.look': 'Language and theme',
  'settings.accounts': 'Accounts',
  'settings.add': 'Add an account',
  'settings.leave': 'Log out',
  'settings.leave_all': 'Log out of all accounts',
  'settings.here': 'This tab',
  'settings.security': 'Security',
  'settings.password': 'Change password',
  'settings.two_factor': 'Two-factor sign-in',
  'settings.devices': 'Devices and apps',
  'settings.account': 'Delete account',
} as const
