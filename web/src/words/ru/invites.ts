import type { invites as english } from '../en/invites'
import type { Russian } from './russian'

export const invites: Russian<typeof english> = {
  'settings.invites': 'Приглашения',
  'invites.what': 'По вашей ссылке можно зарегистрироваться, пока она не закончится. Ссылка видна только один раз.',
  'invites.lasts': 'Срок',
  'invites.day': 'день',
  'invites.week': 'неделя',
  'invites.month': '30 дней',
  'invites.uses': 'На сколько человек',
  'invites.make': 'Создать ссылку',
  'invites.copy': 'Копировать',
  'invites.copied': 'Ссылка скопирована.',
  'invites.end': 'Отозвать',
  'invites.used': 'Использовано {uses} из {most}, до {at}',
}
