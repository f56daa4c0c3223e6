import type { Locator, Page } from '@playwright/test'
import { EACH, ask, expect, newcomer, onboard, payByCard, sellPhoto, signUp, test } from './app'

const SHARP = 400
const TIER = { name: 'Darkroom', text: 'Prints in the making.', level: 1, currency: 'eur', amount: 500 }

const wide = (page: Page, alt: string) =>
  page
    .getByRole('img', { name: alt })
    .first()
    .evaluate((image: HTMLImageElement) => image.naturalWidth)

/** Whoever comes back to the tab sees what became of their right, where the post stands. */
async function locks(page: Page, lock: Locator) {
  await expect(async () => {
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await expect(lock).toBeVisible({ timeout: 3_000 })
  }).toPass({ timeout: 60_000 })
  await expect(page.locator('p[role=status].shown')).toHaveText(/locked again|снова закрыта/)
}

test(
  'a creator begins to sell; a subscriber comes by a code, sees it sharp, and sees it lock when the money goes back',
  EACH,
  async ({ page, browser }) => {
    test.setTimeout(240_000)
    const creator = await newcomer(browser)
    await onboard(creator.page)
    await creator.page.goto('/desk/offers')
    await creator.page.getByRole('button', { name: 'New tier' }).click()
    await creator.page.getByLabel('Name').fill(TIER.name)
    await creator.page.getByLabel('Currency').selectOption('eur')
    await creator.page.getByLabel('A month, EUR').fill('5')
    await creator.page.getByRole('button', { name: 'Create tier' }).click()
    await expect(creator.page.getByText('€5 a month')).toBeVisible()
    await creator.page.getByRole('button', { name: 'New code' }).click()
    await creator.page.getByLabel(/^Code/).fill('FIRST-20')
    await creator.page.getByRole('button', { name: 'Create code' }).click()
    await expect(creator.page.getByText('20% off')).toBeVisible()
    const [tier] = await ask(creator.page, 'GET', `/api/rossgram/v1/accounts/${creator.id}/tiers`)
    const tierId = (tier as { id: string }).id
    const post = await sellPhoto(
      creator.page,
      creator.handle,
      { access: 'tier', tier_id: tierId },
      'A print in its bath',
    )

    await signUp(page)
    await page.goto(post)
    const open = page.getByRole('article').getByRole('button', { name: /^(Subscribe|Оформить подписку)$/ })
    await open.click()
    const sheet = page.getByRole('dialog').last()
    await sheet.getByText(/promotion code|промокод/).click()
    await sheet.getByLabel(/Promotion code|Промокод/).fill('WRONG')
    await sheet.getByRole('button', { name: /Darkroom/ }).click()
    await expect(sheet.getByText(/not for this tier|не подходит/).first()).toBeVisible()
    await sheet.getByLabel(/Promotion code|Промокод/).fill('first-20')
    await sheet.getByRole('button', { name: /Darkroom/ }).click()
    await expect(page.getByText('4.00 EUR').first()).toBeVisible()
    const stripe = new URL(page.url()).origin
    await payByCard(page)
    await page.waitForURL((url) => url.pathname === post)
    await expect(open).toHaveCount(0, { timeout: 60_000 })
    await expect.poll(() => wide(page, 'A print in its bath')).toBeGreaterThan(SHARP)

    // It is cancelled and taken up again where it is paid for.
    await page.goto('/purchases')
    await page.getByRole('button', { name: /^(Manage|Управлять)/ }).click()
    await page.getByRole('button', { name: /Cancel subscription|Отменить подписку/ }).click()
    await page.getByRole('button', { name: /end of the paid|с конца оплаченного/ }).click()
    await expect(page.getByRole('dialog').getByText(/^(Ends on|Закончится)/)).toBeVisible()
    await page.getByRole('button', { name: /Keep subscription|Не отменять/ }).click()
    await expect(page.getByRole('dialog').getByText(/next payment|Следующий платёж/)).toBeVisible()

    // Its payment goes back, as from Stripe's Dashboard: what is being looked at locks.
    await page.goto(post)
    await expect.poll(() => wide(page, 'A print in its bath')).toBeGreaterThan(SHARP)
    const [paid] = await ask(creator.page, 'GET', '/api/rossgram/v1/ledger')
    const back = await page.request.post(`${stripe}/_control/refunds`, { data: { payment_intent: paid.payment_id } })
    expect(back.ok()).toBe(true)
    await locks(page, open)
  },
)

test('a post is bought, paid back at the desk, and locks where it is being looked at', async ({ page, browser }) => {
  test.setTimeout(240_000)
  const creator = await newcomer(browser)
  await onboard(creator.page)
  const price = { access: 'price', price: { amount: 300, currency: 'eur' } }
  const post = await sellPhoto(creator.page, creator.handle, price, 'A harbour at dusk')

  await signUp(page)
  await page.goto(post)
  const unlock = page.getByRole('button', { name: /Unlock for|Открыть за/ })
  await unlock.click()
  await payByCard(page)
  await page.waitForURL((url) => url.pathname === post)
  await expect(unlock).toHaveCount(0, { timeout: 60_000 })
  await expect.poll(() => wide(page, 'A harbour at dusk')).toBeGreaterThan(SHARP)

  await creator.page.goto('/desk')
  await expect(creator.page.getByText('As a table')).toBeVisible()
  await creator.page.getByText('As a table').click()
  await expect(creator.page.getByRole('cell', { name: '€3', exact: true })).toBeVisible()
  const file = creator.page.waitForEvent('download')
  await creator.page.getByRole('button', { name: 'CSV' }).click()
  expect((await file).suggestedFilename()).toBe('ledger.csv')
  await creator.page.goto('/desk/sales')
  await creator.page.getByRole('button', { name: /A post, to/ }).click()
  await creator.page.getByRole('button', { name: 'Refund', exact: true }).click()
  await creator.page.getByRole('button', { name: 'Refund €3' }).click()
  await expect(creator.page.getByText('Refunded').first()).toBeVisible()

  await locks(page, unlock)
  await page.goto('/purchases')
  await expect(page.getByText(/Refunded|Деньги возвращены/).first()).toBeVisible()
})

test('a tip and a gift are begun at a profile, and their receiver is told what became of them', async ({ page }) => {
  test.setTimeout(120_000)
  await signUp(page)
  await page.goto('/@lena')
  await page.getByRole('button', { name: /^(Tip|Чаевые)$/ }).click()
  const tip = page.getByRole('dialog').last()
  await tip.getByLabel(/Another amount|Другая сумма/).fill('100000')
  await expect(tip.getByText(/A tip is from|Сумма может быть/)).toBeVisible()
  await tip.getByLabel(/Another amount|Другая сумма/).fill('7,50')
  await tip.getByRole('button', { name: /7[.,]50/ }).click()
  await payByCard(page)
  await page.waitForURL('/@lena')
  await expect(page.locator('p[role=status].shown')).toHaveText(/Your tip is sent|Чаевые отправлены/, {
    timeout: 60_000,
  })

  await page.getByRole('button', { name: /Give a subscription|Подарить подписку/ }).click()
  const gift = page.getByRole('dialog').last()
  await gift.getByLabel(/Name or username|Имя или имя/).fill('yuki')
  await gift.getByRole('button', { name: /yuki/ }).click()
  await gift.getByRole('button', { name: /^(3 months|3 месяца)$/ }).click()
  await gift.getByRole('button', { name: /Give for|Подарить за/ }).click()
  await page.locator('button[value=leave]').click()
  await page.waitForURL('/@lena')
  await expect(page.locator('p[role=status].shown')).toHaveText(/Nothing was paid|ничего не оплатили/)

  await page.goto('/purchases')
  await page.getByRole('button', { name: /A tip for|Чаевые для/ }).click()
  await expect(page.getByRole('dialog').getByText(/7[.,]50/)).toBeVisible()
})
