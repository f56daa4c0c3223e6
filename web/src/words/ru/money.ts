import type { money as english } from '../en/money'
import type { Russian } from './russian'

export const money: Russian<typeof english> = {
  'lock.price': 'Купите публикацию, чтобы увидеть её',
  'lock.tier': 'Для платных подписчиков {name}',
  'lock.campaign': 'Для участников сбора «{name}»',
  'lock.unlock': 'Открыть за {price}',
  'lock.subscribe': 'Оформить подписку',
  'lock.back': 'Поддержать сбор',
  'lock.monthly': '{price} в месяц',
  'lock.yearly': '{price} в год',
  'lock.stripe': 'Вы платите на странице Stripe и возвращаетесь сюда.',
  'lock.refused': 'Сейчас это нельзя купить.',
  'lock.photos': { one: '{n} фото', few: '{n} фото', many: '{n} фото', other: '{n} фото' },
}
