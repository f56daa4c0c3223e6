import { expect, type Page } from '@playwright/test'

const PASSWORD = 'rossgram on this machine'

/** What a button or a field is called, in either language. */
export const called = {
  in: /^(Log in|Войти)$/,
  up: /^(Sign up|Зарегистрироваться)$/,
  name: /Username or email|Имя пользователя или почта/,
  handle: /^(Username|Имя пользователя)$/,
  email: /^(Email|Электронная почта)$/,
  password: /^(Password|Пароль)$/,
  like: /^(Like|Нравится)$/,
  follow: /^(Follow|Подписаться)/,
  requested: /^(Requested|Запрос отправлен)/,
  following: /^(Following|Подписки)/,
  confirm: /^(Confirm|Подтвердить)/,
  comment: /Add a comment|Добавьте комментарий/,
  send: /^(Post|Отправить)$/,
  share: /^(Share|Поделиться)$/,
  pick: /^(Choose photos|Выбрать фотографии)$/,
  next: /^(Next|Далее)$/,
  caption: /Write a caption|Добавьте подпись|caption|подпись/,
  alt: /Alt text|Описание/,
}

let people = 0
/** A name that nobody has, in a stack that is used again. */
const newHandle = () => `p${Date.now().toString(36)}${process.pid % 1000}${people++}`

/** Signs in as the form does, without drawing it: its own journeys do. */
export async function signIn(page: Page, handle: string, password = PASSWORD) {
  await atTheDoor(page, '', { username: handle, password })
}

/** Signs somebody up as the form does, without drawing it. */
export async function signUp(page: Page, handle = newHandle()) {
  const email = `${handle}@example.com`
  await atTheDoor(page, '/sign_up', { username: handle, email, password: PASSWORD, agreement: true })
  return handle
}

async function atTheDoor(page: Page, path: string, data: object) {
  const Origin = new URL(process.env.BASE_URL ?? 'http://localhost:8000').origin
  const headers = { 'X-Rossgram': '1', Origin }
  const answer = await page.request.post(`/api/rossgram/v1/session${path}`, { headers, data })
  expect(answer.ok(), await answer.text()).toBe(true)
  await page.goto('/')
  // The client notes whose browser this is once it has been told.
  await page.waitForFunction(() => localStorage.getItem('account'))
}

/** Fills the form at the door, in this tab, and sends it. */
export async function signInByForm(page: Page, handle: string) {
  await page.goto('/sign-in')
  await page.getByLabel(called.name).fill(handle)
  await page.getByLabel(called.password).fill(PASSWORD)
  await page.getByRole('button', { name: called.in }).click()
  await page.waitForURL('/')
}

/** Fills the form that every newcomer meets, and sends it. */
export async function signUpByForm(page: Page) {
  const handle = newHandle()
  await page.goto('/sign-up')
  await page.getByLabel(called.email).fill(`${handle}@example.com`)
  await page.getByLabel(called.handle).fill(handle)
  await page.getByLabel(called.password).fill(PASSWORD)
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: called.up }).click()
  await page.waitForURL('/')
  return handle
}
