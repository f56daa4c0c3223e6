import type { talk as english } from '../en/talk'
import type { Russian } from './russian'

export const talk: Russian<typeof english> = {
  'talk.title': 'Сообщения',
  'talk.requests': 'Запросы',
  'talk.no_requests': 'Запросов нет',
  'talk.asked': 'Здесь ждут сообщения тех, на кого вы не подписаны, пока вы не разрешите им писать.',
  'talk.empty': 'Сообщений пока нет',
  'talk.first': 'Напишите кому-нибудь со страницы профиля.',
  'talk.to': 'Написать',
  'talk.new': 'Сообщение для {name}',
  'talk.menu': 'Что можно сделать с этой перепиской',
  'talk.away': 'Убрать переписку',
  'talk.accept': 'Разрешить писать',
  'talk.request': 'Вы не подписаны на этого человека. Он не узнает, что вы это прочли.',
  'talk.write': 'Напишите сообщение',
  'talk.send': 'Отправить',
  'talk.sure': 'Отозвать у всех?',
  'talk.unsend': 'Отозвать у всех',
  'talk.earlier': 'Более ранние сообщения',
  'talk.mine': 'Вы: {text}',
  'talk.photo': 'Фотография',
  'talk.gone': 'Нечего показать',
  'talk.unread': 'Не прочитано',
  'talk.refused': 'Не отправлено: кому-то из участников писать нельзя.',
  'talk.waiting': {
    one: '{n} непрочитанная переписка',
    few: '{n} непрочитанные переписки',
    many: '{n} непрочитанных переписок',
    other: '{n} непрочитанной переписки',
  },
}
