import type { messages as english } from '../en/messages'
import type { Russian } from './russian'

/** What is said in conversations, and where they are listed. */
export const messages: Russian<typeof english> = {
  'talk.requests': 'Запросы',
  'talk.no_requests': 'Запросов нет',
  'talk.asked': 'Здесь ждут сообщения тех, на кого вы не подписаны, пока вы не разрешите им писать.',
  'talk.empty': 'Сообщений пока нет',
  'talk.first': 'Напишите кому-нибудь со страницы профиля.',
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
  'talk.story': 'История',
  'talk.open_story': 'Открыть историю',
  'talk.on_yours': 'Ответ на вашу историю',
  'talk.on_theirs': 'Вы ответили на историю',
  'talk.story_gone': 'Этой истории больше нет',
  'talk.refused': 'Не отправлено: кому-то из участников писать нельзя.',
}
