import { called, expect, signIn, signInByForm, test } from './app'

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
