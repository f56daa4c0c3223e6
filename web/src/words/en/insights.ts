/** Numbers for one's own posts. */
export const insights = {
  'settings.insights': 'Insights',
  'manage.insights': 'Insights',
  'insights.lately': 'The last 30 days',
  'insights.views_title': 'Views',
  'insights.visits_title': 'Profile visits',
  'insights.day': 'Day',
  'insights.views': { one: '{n} view', other: '{n} views' },
  'insights.likes': 'Likes',
  'insights.comments': 'Comments',
  'insights.reposts': 'Reposts',
  'insights.saves': 'Saves',
  'insights.most': 'Seen most',
  'insights.none': 'Nobody was counted yet',
  'insights.how':
    'Counted in days of UTC and shown from the next morning on. Nobody notes who looks, and apps that do not report what they show are not counted.',
} as const
