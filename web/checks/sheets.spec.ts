import { expect, signIn, test } from './app'

test('Back closes a menu and a sheet, and then leads to the page before', async ({ page, isMobile }) => {
  await signIn(page, 'mira')
  await page.goto('/@kofi')
  await page.locator('main a[data-over]').first().click()
  await expect(page).toHaveURL(/@kofi\/\d+$/)
  const post = page.url()
  const more = page.getByRole('button', { name: /More about this post|Ещё о публикации/ })
  const sheet = page.getByRole('dialog', { name: /More about this post|Ещё о публикации/ })
  const isAtThePost = async () => {
    await expect(sheet).toHaveCount(0)
    await expect(page).toHaveURL(post)
    await expect(page.getByRole('article').first()).toBeVisible()
    await expect(more).toBeFocused()
  }

  await more.click()
  await page.goBack()
  await isAtThePost()
  // However often it is closed otherwise, nothing of it stays behind.
  for (const close of ['Escape', 'button', 'Escape']) {
    await more.click()
    if (close === 'Escape') await page.keyboard.press('Escape')
    else await sheet.getByRole('button').last().click()
    await isAtThePost()
  }
  await more.click()
  await sheet.getByRole('button', { name: /^(Report|Пожаловаться)$/ }).click()
  await expect(page.getByRole('dialog').getByRole('heading', { name: /Report|Пожаловаться/ })).toBeVisible()
  await page.goBack()
  await isAtThePost()
  await page.goBack()
  await expect(page).toHaveURL('/@kofi')
  if (!isMobile) await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.locator('main a[data-over]').first()).toBeVisible()
})

test('a page that is asked for anew over a sheet is come back from in one step', async ({ page }) => {
  await signIn(page, 'mira')
  await page.goto('/explore')
  await page.goto('/@kofi')
  await page.getByRole('button', { name: /More about kofi|Ещё о kofi/ }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.reload()
  await expect(page.locator('main a[data-over]').first()).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.goBack()
  await expect(page).toHaveURL('/explore')
})
