import type { door as english } from '../en/door'
import type { Russian } from './russian'

export const door: Russian<typeof english> = {
  'door.in': 'Войти',
  'door.up': 'Зарегистрироваться',
  'door.name': 'Имя пользователя или почта',
  'door.password': 'Пароль',
  'door.code': 'Код',
  'door.code_needed': 'Введите код из приложения-аутентификатора или код восстановления.',
  'door.wrong': 'Неверное имя пользователя или пароль.',
  'door.wrong_code': 'Код неверен или уже использован.',
  'door.often': 'Слишком много попыток. Подождите немного.',
  'door.forgotten': 'Забыли пароль?',
  'door.no_account': 'Ещё нет аккаунта?',
  'door.passkey': 'Войти с ключом доступа',
  'door.passkey_wrong': 'Этот ключ доступа здесь не подходит.',
}
