import { called, expect, signIn, signInByForm, signUp, test } from './app'

test('no script reads the session, and another tab keeps its own account', async ({ page, context }) => {
  await signInByForm(page, 'mira')
  expect(await page.evaluate(() => document.cookie)).toBe('')
  const other = await context.newPage()
  await signInByForm(other, 'tomas')
  await other.goto('/settings/accounts')
  await expect(other.getByText('Mira Sand')).toBeVisible()
  await page.reload()
  await page.goto('/settings/accounts')
  const here = page.locator('.row', { has: page.getByText(/This tab|Эта вкладка/) })
  await expect(here).toContainText('mira')
})

test('a wrong password is said, and what was typed stays', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByLabel(called.name).fill('mira')
  await page.getByLabel(called.password).fill('not this one')
  await page.getByRole('button', { name: called.in }).click()
  await expect(page.getByRole('alert')).toHaveText(/is wrong|Неверное/)
  await expect(page.getByLabel(called.name)).toHaveValue('mira')
})

test('who runs this, and what is kept of its people, is a press away at the door and in the settings', async ({
  page,
}) => {
  for (const path of ['/sign-in', '/sign-up', '/settings']) {
    await page.goto(path)
    await page.getByRole('link', { name: /^(Privacy|Конфиденциальность)$/ }).click()
    await expect(page).toHaveURL('/privacy')
    await page.goBack()
    await page.getByRole('link', { name: /^(About|О сайте)$/ }).click()
    await expect(page).toHaveURL('/about')
  }
})

test('whoever signs out is out', async ({ page }) => {
  await signIn(page, 'kofi')
  await page.goto('/settings')
  await page.getByRole('button', { name: /^(Log out|Выйти)/ }).click()
  await page.waitForURL('/')
  await expect(page.getByRole('link', { name: called.up })).toBeVisible()
})

test('what is for members leads to the door, and on to where one was going', async ({ page }) => {
  await page.goto('/notifications')
  await expect(page).toHaveURL(/sign-in\?next=%2Fnotifications/)
  await page.getByLabel(called.name).fill('yuki')
  await page.getByLabel(called.password).fill('rossgram on this machine')
  await page.getByRole('button', { name: called.in }).click()
  await expect(page).toHaveURL('/notifications')
})

test('whoever has to confirm their address first is told so on one screen, may correct it, and goes on once it is', async ({
  page,
}) => {
  await signUp(page)
  let confirmed = false
  const error = 'Your login is missing a confirmed e-mail address'
  const isOpen = /\/(session|instance|emails\/\w+|email)$/
  await page.route('**/api/**', (route) => {
    const { pathname } = new URL(route.request().url())
    if (pathname.endsWith('/check_confirmation')) return route.fulfill({ json: confirmed })
    return confirmed || isOpen.test(pathname) ? route.fallback() : route.fulfill({ status: 403, json: { error } })
  })
  await page.goto('/notifications')
  const told = page.getByText(/is not confirmed yet|ещё не подтвержд/)
  await expect(told).toBeVisible()
  await page.getByRole('button', { name: /Mail the link again|Отправить ещё раз/ }).click()
  await expect(page.getByRole('status').filter({ hasText: /on its way|отправлена/ })).toBeVisible()
  await page.getByRole('link', { name: /^(Change email|Сменить адрес)$/ }).click()
  await expect(page).toHaveURL('/settings/email')
  await expect(page.getByLabel(/New email|Новый адрес/)).toBeVisible()
  // The screen asks by itself as it opens, and loads anew once it hears yes: that question is answered first.
  const asked = page.waitForResponse('**/check_confirmation')
  await page.goBack()
  await expect(told).toBeVisible()
  await asked

  confirmed = true
  await page.evaluate(() => void setTimeout(() => dispatchEvent(new Event('focus'))))
  await expect(page.getByRole('heading', { level: 1, name: /^(Notifications|Уведомления)$/ })).toBeAttached()
  await expect(told).toHaveCount(0)
})

test('whoever is here is not led to the door by a server that fails, and goes on by a press', async ({ page }) => {
  await signIn(page, 'kofi')
  await page.route('**/api/rossgram/v1/session', (route) => route.fulfill({ status: 503, json: { error: 'Busy' } }))
  await page.goto('/notifications')
  const again = page.getByRole('button', { name: /^(Try again|Повторить)$/ })
  await expect(again).toBeVisible()
  await expect(page).toHaveURL('/notifications')
  await page.unroute('**/api/rossgram/v1/session')
  await again.click()
  await expect(page.getByRole('heading', { level: 1, name: /^(Notifications|Уведомления)$/ })).toBeAttached()
})
