/** What the settings say of a profile. */
export const profile = {
  'profile.picture': 'Change photo',
  'profile.name': 'Name',
  'profile.bio': 'Bio',
  'profile.saved': 'Profile saved.',
  'profile.no_picture': 'Remove photo',
  'profile.fields': 'Facts about you',
  'profile.fields_what': 'Up to four lines on your profile, such as your site or your camera.',
  'profile.field_name': 'Label {n}',
  'profile.field_value': 'Content {n}',
  'profile.field_add': 'Add a line',
  'profile.field_remove': 'Remove line {n}',
  'profile.tags': 'Featured hashtags',
  'profile.tags_what': 'Up to ten hashtags on your profile.',
  'profile.tag': 'Hashtag',
  'profile.tag_remove': 'Remove #{name}',
} as const
