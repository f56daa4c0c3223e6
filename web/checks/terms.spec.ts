import { expect, newcomer, signUpByForm, test } from './app'
import { faults } from './faults'
import { operate, written } from './operator'

const ENGLISH = '# House rules\n\nBe *kind*.\n\n1. Own your photos.\n2. Pay what you owe.'
const RUSSIAN = '# Правила дома\n\nБудьте добры.\n\n1. Снимайте сами.\n2. Платите по счетам.'

test('terms that begin are read and accepted, once, by whoever was there, and with a sign-up by others', async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000)
  await page.goto('/terms')
  await expect(page.getByText(/Этот сервер их не опубликовал|This server has published none/)).toBeVisible()
  const [here, abroad] = [await newcomer(browser), await newcomer(browser)]

  const said = operate('publish', 'terms', written(ENGLISH), '--russian', written(RUSSIAN))
  expect(said).toContain('It is published')

  // What everybody may read is kept for seconds.
  const accept = here.page.getByRole('button', { name: 'Accept', exact: true })
  await expect(async () => {
    await here.page.goto('/')
    await expect(accept).toBeVisible({ timeout: 3_000 })
  }).toPass({ timeout: 60_000 })
  expect.soft(await faults(here.page)).toEqual([])
  await here.page.goto('/notifications')
  await expect(accept).toBeVisible()
  await here.page.getByRole('link', { name: 'Read', exact: true }).click()
  await expect(here.page.getByRole('heading', { name: 'House rules' })).toBeVisible()
  await expect(here.page.getByRole('listitem').filter({ hasText: 'Pay what you owe.' })).toBeVisible()
  expect.soft(await faults(here.page)).toEqual([])
  await here.page.goto('/settings/leaving')
  await expect(accept).toHaveCount(0)
  await here.page.goto('/notifications')
  await accept.click()
  await expect(here.page.getByRole('heading', { name: 'Notifications' })).toBeVisible()
  await here.page.reload()
  await expect(here.page.getByRole('heading', { name: 'Notifications' })).toBeVisible()
  await expect(accept).toHaveCount(0)

  // On another device of whoever accepted already nobody is asked: the server knows it.
  await here.page.evaluate(() =>
    Object.keys(localStorage).forEach((key) => /^terms /.test(key) && localStorage.removeItem(key)),
  )
  const asked = here.page.waitForResponse('**/api/rossgram/v1/terms')
  await here.page.reload()
  await asked
  await expect(here.page.getByRole('heading', { name: 'Notifications' })).toBeVisible()
  await expect(accept).toHaveCount(0)

  // Whoever does not accept may leave.
  await abroad.page.goto('/')
  await abroad.page.getByRole('button', { name: /Log out|Выйти/ }).click()
  await expect(abroad.page.getByRole('link', { name: /^(Log in|Войти)$/ }).first()).toBeVisible()

  await page.goto('/sign-up')
  await expect(page.getByText('Я принимаю правила и условия использования этого сервера')).toBeVisible()
  await page.goto('/terms')
  await expect(page.getByRole('heading', { name: 'Правила дома' })).toBeVisible()
  expect.soft(await faults(page)).toEqual([])
  const told = page.waitForResponse('**/api/rossgram/v1/terms')
  await signUpByForm(page)
  await told
  await expect(page.getByRole('button', { name: 'Принимаю', exact: true })).toHaveCount(0)
})
