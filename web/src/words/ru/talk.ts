import type { talk as english } from '../en/talk'
import type { Russian } from './russian'

export const talk: Russian<typeof english> = {
  'talk.title': 'Сообщения',
  'talk.to': 'Написать',
  'talk.waiting': {
    one: '{n} непрочитанная переписка',
    few: '{n} непрочитанные переписки',
    many: '{n} непрочитанных переписок',
    other: '{n} непрочитанной переписки',
  },
}
