import { expect, signUp, test } from './app'

test('a locked post is seen blurred with its price, is bought, and is open without a reload of its page', async ({
  page,
}) => {
  test.slow()
  await signUp(page)
  await page.goto('/@lena')
  await page.getByRole('link', { name: /lena/ }).filter({ hasText: '4.50' }).first().click()
  const unlock = page.getByRole('button', { name: /Unlock for|Открыть за/ })
  await expect(unlock).toContainText('4')
  const address = page.url()
  await unlock.click()

  await page.waitForURL((url) => !url.href.startsWith(address))
  await page.locator('input[name=email]').fill('fan@example.com')
  await page.locator('input[name=card]').fill('4242424242424242')
  await page.locator('button[value=pay]').click()
  await page.waitForURL(/checkout\/done/)

  await page.goto(address)
  await expect(page.getByRole('button', { name: /Unlock for|Открыть за/ })).toHaveCount(0, { timeout: 45_000 })
  const photo = page.getByRole('img', { name: 'A large sheet in gold and ink' })
  await expect.poll(() => photo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(400)
})
