import type { profile as english } from '../en/profile'
import type { Russian } from './russian'

/** What the settings say of a profile. */
export const profile: Russian<typeof english> = {
  'profile.picture': 'Сменить фото',
  'profile.name': 'Имя',
  'profile.bio': 'О себе',
  'profile.saved': 'Профиль сохранён.',
  'profile.no_picture': 'Удалить фото',
  'profile.fields': 'О вас в двух словах',
  'profile.fields_what': 'До четырёх строк в профиле: сайт, камера, город.',
  'profile.field_name': 'Подпись {n}',
  'profile.field_value': 'Текст {n}',
  'profile.field_add': 'Добавить строку',
  'profile.field_remove': 'Удалить строку {n}',
  'profile.tags': 'Хештеги в профиле',
  'profile.tags_what': 'До десяти хештегов.',
  'profile.tag': 'Хештег',
  'profile.tag_remove': 'Убрать #{name}',
}
