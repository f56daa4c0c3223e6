/** What is said of what leads, at the moderators' desk. */
export const trending = {
  'desks.trends': 'Trends',
  'trends.what': 'What leads by its numbers. What you keep out is found and used as before.',
  'trends.tags': 'Hashtags',
  'trends.posts': 'Posts',
  'trends.uses': { one: '{n} post these days', other: '{n} posts these days' },
  'trends.keep_out': 'Keep out',
  'trends.let_in': 'Let in',
  'trends.no_tags': 'No hashtag leads',
  'trends.no_posts': 'No post leads',
  'trends.wordless': 'A photo without words',
} as const
