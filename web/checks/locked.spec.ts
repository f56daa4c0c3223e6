import { EACH, expect, payByCard, signUp, test } from './app'

test(
  'a locked post is seen blurred with its price, is bought, and is open without a reload of its page',
  EACH,
  async ({ page }) => {
    test.slow()
    await signUp(page)
    await page.goto('/@lena')
    await page
      .getByRole('link', { name: /lena/ })
      .filter({ hasText: /4[.,]50/ })
      .first()
      .click()
    const unlock = page.getByRole('button', { name: /Unlock for|Открыть за/ })
    await expect(unlock).toContainText('4')
    await unlock.click()

    // A card that the bank declines is said by Stripe's page; whoever leaves it has paid nothing, and is back.
    await payByCard(page, '4000000000000002')
    await expect(page.getByRole('alert')).toBeVisible()
    await page.locator('button[value=leave]').click()
    await page.waitForURL(/\/@lena\/\d+$/)
    await expect(page.locator('p[role=status].shown')).toHaveText(/Nothing was paid|ничего не оплатили/)
    await unlock.click()
    await payByCard(page)
    await page.waitForURL(/\/@lena\/\d+$/)

    await expect(page.getByRole('button', { name: /Unlock for|Открыть за/ })).toHaveCount(0, { timeout: 45_000 })
    const photo = page.getByRole('img', { name: 'A large sheet in gold and ink' })
    await expect.poll(() => photo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(400)
  },
)

test('subscribing and backing begin here, and lead to where they are paid', async ({ page }) => {
  test.slow()
  await signUp(page)
  for (const [alt, button, title] of [
    [/^(Subscribe|Оформить подписку)$/, /Studio/, /Studio/],
    [/^(Back the campaign|Поддержать сбор)$/, /^(Continue to payment|Перейти к оплате)$/, /A book of marbled paper/],
  ] as const) {
    await page.goto('/@lena')
    await page
      .locator('main a[data-over]')
      .filter({ has: page.locator('.lock') })
      .nth(alt.source.includes('Back') ? 0 : 1)
      .click()
    await page.getByRole('article').getByRole('button', { name: alt }).first().click()
    const sheet = page.getByRole('dialog').last()
    await expect(sheet).toContainText(title)
    if (title.source.includes('book')) await sheet.getByLabel(/^(Amount|Сумма)/).fill('10')
    await sheet.getByRole('button', { name: button }).click()
    await expect(page.locator('input[name=card]')).toBeVisible()
  }
})
