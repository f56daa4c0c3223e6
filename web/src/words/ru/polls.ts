import type { polls as english } from '../en/polls'
import type { Russian } from './russian'

export const polls: Russian<typeof english> = {
  'compose.poll': 'Опрос',
  'compose.poll_incomplete': 'В опросе нужны хотя бы два разных варианта.',
  'poll.title': 'Опрос',
  'poll.vote': 'Проголосовать',
  'poll.voters': {
    one: 'Проголосовал {n} человек',
    few: 'Проголосовали {n} человека',
    many: 'Проголосовали {n} человек',
    other: 'Проголосовало {n} человека',
  },
  'poll.yours': 'Ваш голос',
  'poll.ended': 'Этот опрос завершён.',
  'poll.voted': 'Вы здесь уже проголосовали.',
  'poll.over': 'Опрос завершён',
  'poll.until': 'Опрос идёт до: {at}',
  'poll.secret': 'Результаты появятся в конце',
  'poll.results': 'Результаты',
  'poll.back': 'К голосованию',
  'poll.ask': 'Задать вопрос',
  'poll.ask.told': 'Каждый, кто видит публикацию, может проголосовать один раз. Изменить опрос потом нельзя.',
  'poll.option': 'Вариант {n}',
  'poll.lasts': 'Длительность',
  'poll.hours': { one: '{n} час', few: '{n} часа', many: '{n} часов', other: '{n} часа' },
  'poll.days': { one: '{n} день', few: '{n} дня', many: '{n} дней', other: '{n} дня' },
  'poll.multiple': 'Можно выбрать несколько ответов',
  'poll.hide': 'Скрыть результаты до конца',
  'poll.hide.told': 'До конца опроса их не видите и вы.',
}
