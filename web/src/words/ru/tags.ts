import type { tags as english } from '../en/tags'
import type { Russian } from './russian'

export const tags: Russian<typeof english> = {
  'settings.tags': 'Отметки на фото',
  'tags.title': 'Отметить людей',
  'tags.count': { one: '{n} человек', few: '{n} человека', many: '{n} человек', other: '{n} человека' },
  'tags.tap': '{photo}: нажмите там, где человек',
  'tags.what': 'Нажмите на фото там, где человек. Чтобы передвинуть имя, нажмите на него, а потом на фото.',
  'tags.full': 'В публикации можно отметить не больше {n} человек.',
  'tags.moving': 'Нажмите, куда поставить имя, или двигайте его стрелками.',
  'tags.add': 'Добавить человека',
  'tags.cancel': 'Отмена',
  'tags.find': 'Найти человека',
  'tags.move': 'Передвинуть {name}',
  'tags.remove': 'Убрать {name}',
  'tags.from': 'Кто может отмечать вас на фото',
  'tags.everyone': 'Все',
  'tags.following': 'Те, на кого вы подписаны',
  'tags.nobody': 'Никто',
  'tags.by_hand': 'Подтверждать отметки вручную',
  'tags.by_hand_what':
    'Фото с вами появится в профиле, только когда вы его подтвердите. На публикации отметка видна, пока вы её не уберёте.',
  'tags.pending': 'Ждут вас',
  'tags.hidden': 'Скрыты из вашего профиля',
  'tags.none': 'Фото нет',
  'tags.show': 'Показать в профиле',
  'tags.hide_short': 'Скрыть',
}
