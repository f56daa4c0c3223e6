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
  'up.email': 'Электронная почта',
  'up.handle': 'Имя пользователя',
  'up.agree': 'Я принимаю правила этого сервера',
  'up.closed': 'Сервер сейчас не принимает новые аккаунты.',
  'up.has_account': 'Есть аккаунт?',
  'up.taken': 'Уже занято.',
  'up.short': 'Слишком коротко.',
  'up.long': 'Слишком длинно.',
  'up.invalid': 'Так нельзя: можно латинские буквы, цифры и _.',
  'up.blank': 'Это нужно заполнить.',
  'up.reserved': 'Это имя занято сервером.',
  'door.passkey': 'Войти с ключом доступа',
  'door.passkey_wrong': 'Этот ключ доступа здесь не подходит.',
}
