import type { campaigns as english } from '../en/campaigns'
import type { Russian } from './russian'

export const campaigns: Russian<typeof english> = {
  'pledge.amount': 'Сумма, {currency}',
  'pledge.reward': 'Вознаграждение',
  'pledge.none': 'Без вознаграждения',
  'pledge.anonymous': 'Не показывать моё имя',
  'pledge.later': 'Деньги спишут, только если цель будет достигнута в срок.',
  'campaigns.title': 'Сборы',
  'campaigns.live': 'Идут сейчас',
  'campaigns.ending_soon': 'Скоро закончатся',
  'campaigns.nearly_there': 'Почти у цели',
  'campaigns.funded': 'Собраны',
  'campaigns.empty': 'Сборов здесь пока нет',
  'campaigns.of': '{done} из {goal}',
  'campaigns.backers': { one: '{n} участник', few: '{n} участника', many: '{n} участников', other: '{n} участника' },
  'campaigns.until': '{people}, до {day}',
}
