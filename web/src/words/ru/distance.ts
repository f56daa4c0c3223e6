import type { distance as english } from '../en/distance'
import type { Russian } from './russian'

/** What the sheets say in which somebody is muted, blocked or reported. */
export const distance: Russian<typeof english> = {
  'mute.what': 'Публикации этого человека не появятся в вашей ленте. Он об этом не узнает.',
  'mute.until': 'На какое время',
  'mute.hour': '1 час',
  'mute.day': '1 день',
  'mute.week': '7 дней',
  'mute.month': '30 дней',
  'mute.ever': 'Пока не отменю',
  'mute.silent': 'Уведомления тоже не показывать',
  'mute.act': 'Скрыть',
  'mute.done': 'Публикации скрыты.',
  'block.title': 'Заблокировать {name}?',
  'block.what': 'Вы не будете видеть друг друга, а подписки в обе стороны прекратятся. Мы никому об этом не сообщим.',
  'block.bought': 'Купленное останется доступным.',
  'block.act': 'Заблокировать',
  'block.done': 'Аккаунт заблокирован.',
  'report.post': 'Что не так с публикацией {name}?',
  'report.account': 'Что не так с аккаунтом {name}?',
  'report.spam': 'Это спам',
  'report.violation': 'Нарушает правила сервера',
  'report.legal': 'Нарушает закон',
  'report.other': 'Другое',
  'report.rules': 'Какие правила?',
  'report.comment': 'Что ещё нужно знать модераторам (необязательно)',
  'report.untold': '{name} не узнает, кто пожаловался.',
  'report.send': 'Отправить жалобу',
  'report.thanks': 'Спасибо. Модераторы всё проверят.',
  'report.next': 'А пока вы можете не видеть этот аккаунт:',
  'report.close': 'Готово',
}
