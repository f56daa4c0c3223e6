import type { trending as english } from '../en/trending'
import type { Russian } from './russian'

export const trending: Russian<typeof english> = {
  'desks.trends': 'Популярное',
  'trends.what': 'Что популярно по числам. Убранное отсюда находится и используется как прежде.',
  'trends.tags': 'Хештеги',
  'trends.posts': 'Публикации',
  'trends.uses': {
    one: '{n} публикация за эти дни',
    few: '{n} публикации за эти дни',
    many: '{n} публикаций за эти дни',
    other: '{n} публикации за эти дни',
  },
  'trends.keep_out': 'Убрать',
  'trends.let_in': 'Вернуть',
  'trends.no_tags': 'Популярных хештегов нет',
  'trends.no_posts': 'Популярных публикаций нет',
  'trends.wordless': 'Фото без подписи',
}
