import type { insights as english } from '../en/insights'
import type { Russian } from './russian'

export const insights: Russian<typeof english> = {
  'settings.insights': 'Статистика',
  'manage.insights': 'Статистика',
  'insights.lately': 'За последние 30 дней',
  'insights.views_title': 'Просмотры',
  'insights.visits_title': 'Посещения профиля',
  'insights.day': 'День',
  'insights.views': {
    one: '{n} просмотр',
    few: '{n} просмотра',
    many: '{n} просмотров',
    other: '{n} просмотра',
  },
  'insights.likes': 'Отметки «Нравится»',
  'insights.comments': 'Комментарии',
  'insights.reposts': 'Репосты',
  'insights.saves': 'Сохранения',
  'insights.most': 'Чаще всего смотрели',
  'insights.none': 'Пока ничего не насчитано',
  'insights.how':
    'Считается по дням UTC и видно со следующего утра. Кто смотрел, не записывается; приложения, которые не сообщают о показах, не учитываются.',
}
