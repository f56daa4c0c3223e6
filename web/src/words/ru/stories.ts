import type { stories as english } from '../en/stories'
import type { Russian } from './russian'

export const stories: Russian<typeof english> = {
  'stories.title': 'Истории',
  'stories.add': 'Добавить в историю',
  'stories.own': 'Ваша история',
  'stories.unseen': 'Новые истории {name}',
  'stories.seen': 'Истории {name}, просмотрены',
  'stories.by': 'История {name}',
  'stories.pause': 'Пауза',
  'stories.play': 'Продолжить',
  'stories.before': 'Предыдущая история',
  'stories.next': 'Следующая история',
  'stories.friends': 'Для близких друзей',
  'stories.sure': 'Удалить эту историю?',
  'stories.delete': 'Удалить эту историю',
  'stories.viewers': 'Кто посмотрел',
  'stories.views': {
    one: 'Посмотрел {n} человек',
    few: 'Посмотрели {n} человека',
    many: 'Посмотрели {n} человек',
    other: 'Посмотрели {n} человека',
  },
  'stories.unviewed': 'Пока никто не посмотрел.',
  'stories.liked': 'Нравится',
  'stories.answer': 'Отправить сообщение…',
  'stories.sent': 'Отправлено',
  'stories.unanswered': 'На эту историю нельзя ответить.',
  'stories.told': 'Фотографии видны 24 часа. Вы увидите, кто их посмотрел.',
  'stories.added': 'История опубликована на 24 часа.',
}
