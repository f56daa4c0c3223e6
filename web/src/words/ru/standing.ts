import type { standing as english } from '../en/standing'
import type { Russian } from './russian'

export const standing: Russian<typeof english> = {
  'settings.standing': 'Состояние аккаунта',
  'standing.none': 'К вашему аккаунту нет претензий',
  'standing.none_text':
    'Если модераторы примут меры против аккаунта или публикаций, здесь будет видно, какие и почему, и решение можно будет обжаловать.',
  'standing.none_act': 'Вам вынесено предупреждение',
  'standing.sensitive': 'Все ваши фото показываются как деликатные',
  'standing.silence': 'Ваш аккаунт не показывают тем, кто не подписан',
  'standing.disable': 'Вход в ваш аккаунт был отключён',
  'standing.suspend': 'Ваш аккаунт был заблокирован',
  'standing.delete_statuses': 'Ваша публикация удалена',
  'standing.mark_statuses_as_sensitive': 'Ваша публикация показывается как деликатная',
  'standing.reason': 'Причина: {text}',
  'standing.no_reason': 'Причина не указана.',
  'standing.said': 'Текст: {text}',
  'standing.until': 'Обжалование прочитает человек. Отправить его можно один раз, до {day}.',
  'standing.text': 'Почему вы считаете, что это ошибка?',
  'standing.send': 'Обжаловать',
  'standing.sent': 'Обжалование отправлено.',
  'standing.refused': 'Обжаловать нельзя: вы это уже сделали, или срок прошёл.',
  'standing.yours': 'Ваше обжалование: {text}',
  'standing.pending': 'Обжалование ждёт модератора.',
  'standing.approved': 'Обжалование удовлетворено, решение отменено.',
  'standing.approved_gone': 'Обжалование удовлетворено. Удалённая публикация не вернётся.',
  'standing.approved_warning': 'Обжалование удовлетворено.',
  'standing.rejected': 'Обжалование отклонено.',
  'standing.answer': 'Ответ модераторов: {text}',
  'standing.over': 'Срок обжалования прошёл.',
}
