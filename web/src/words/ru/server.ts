import type { server as english } from '../en/server'
import type { Russian } from './russian'

/** What is said about the server, what it keeps, and what it pushes. */
export const server: Russian<typeof english> = {
  'about.rules': 'Правила',
  'about.contact': 'Контакты',
  'privacy.photos': 'Фото публикуются без данных о месте, времени и камере, если автор не решил их оставить.',
  'privacy.audience': 'Вы сами решаете, кто увидит каждую публикацию. Остальным не видны ни текст, ни фото.',
  'privacy.cookie':
    'Один файл cookie нужен, чтобы вы оставались в аккаунте. Рекламы нет, и за вами не следят на других сайтах.',
  'privacy.money': 'Платежи проходят через Stripe. Номера карт к нам не попадают.',
  'privacy.leaving': 'Аккаунт можно удалить в настройках: через тридцать дней он исчезнет.',
  'push.title': 'На этом устройстве',
  'push.what': 'Устройство покажет новости, даже когда страница закрыта.',
  'push.here': 'Push-уведомления',
  'push.denied': 'Браузер их запрещает. Сначала разрешите уведомления для этого сайта в его настройках.',
  'push.unknown': 'Этот браузер их не показывает. На iPhone сначала добавьте сайт на экран «Домой».',
  'push.none': 'Этот сервер их не отправляет.',
  'push.failed': 'Не удалось подключить уведомления в этом браузере.',
}
