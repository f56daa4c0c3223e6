import type { settings as english } from '../en/settings'
import type { Russian } from './russian'

export const settings: Russian<typeof english> = {
  'settings.title': 'Настройки',
  'settings.look': 'Язык и тема',
  'settings.accounts': 'Аккаунты',
  'settings.add': 'Добавить аккаунт',
  'settings.leave': 'Выйти',
  'settings.leave_all': 'Выйти из всех аккаунтов',
  'settings.here': 'Эта вкладка',
  'settings.money': 'Деньги',
  'settings.security': 'Безопасность',
  'settings.password': 'Сменить пароль',
  'settings.two_factor': 'Двухфакторный вход',
  'settings.devices': 'Устройства и приложения',
  'settings.account': 'Удалить аккаунт',
}
