import type { Page } from '@playwright/test'
import { ask, expect, newcomer, onboard, payByCard, signUp, test } from './app'

const DAY = 86_400
/** A bank lets this one be saved, and declines what is charged to it later. */
const FAILS_LATER = '4000000000000341'
const own = /^(Your pledge|Ваше участие)$/

/** Backs a campaign as soon as it takes pledges, and returns where Stripe is. */
async function back(page: Page, campaign: string, amount: string, call: RegExp, card?: string) {
  const opener = page.getByRole('button', { name: call }).first()
  // A campaign ends by the queue, a while after the last of its pledges is paid.
  await expect(async () => {
    await page.goto(`/campaigns/${campaign}`)
    await expect(opener).toBeVisible({ timeout: 3000 })
  }).toPass({ timeout: 120_000 })
  await opener.click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel(/^(Amount|Сумма), EUR/).fill(amount)
  await sheet.getByRole('button', { name: /^(Continue to payment|Перейти к оплате)$/ }).click()
  await page.locator('input[name=card]').waitFor()
  const { origin } = new URL(page.url())
  await payByCard(page, card)
  await page.waitForURL(`/campaigns/${campaign}`)
  await expect(page.getByRole('region', { name: own })).toContainText(
    /saved and not charged|карта сохранена|It is paid|Оплачено/i,
    { timeout: 45_000 },
  )
  return origin
}

/** Looks again and again, as whoever waits does, until the pledge says something. */
const says = (page: Page, what: RegExp) =>
  expect(async () => {
    await page.reload()
    await expect(page.getByRole('region', { name: own })).toContainText(what, { timeout: 3000 })
  }).toPass({ timeout: 120_000 })

test('a card that fails at the deadline gives way to another, and whoever comes late still backs it', async ({
  page,
  browser,
}) => {
  test.setTimeout(420_000)
  const [creator, friend, latecomer] = [await newcomer(browser), await newcomer(browser), await newcomer(browser)]
  await onboard(creator.page)
  const about = { title: 'Late light', story: 'Forty photos.', goal: 5000, currency: 'eur', kind: 'all_or_nothing' }
  const deadline = Math.floor(Date.now() / 1000) + DAY + 600
  const form = { ...about, deadline, late_pledges: true }
  const { id } = await ask(creator.page, 'POST', '/api/rossgram/v1/campaigns', form)
  await ask(creator.page, 'POST', `/api/rossgram/v1/campaigns/${id}/launch`)
  const call = /^(Back this campaign|Поддержать сбор)$/
  await back(friend.page, id, '30', call)
  await signUp(page)
  const stripe = await back(page, id, '20', call, FAILS_LATER)

  const moved = await page.request.post(`${stripe}/_control/clock`, { data: { advance: DAY + 3600 } })
  expect(moved.ok()).toBe(true)
  await says(page, /Your card was declined|Карта отклонена/)
  await page
    .getByRole('region', { name: own })
    .getByRole('link', { name: /^(Use another card|Указать другую карту)$/ })
    .click()
  await payByCard(page)
  await page.waitForURL(`/campaigns/${id}`)
  await says(page, /It is paid|Оплачено/)

  await back(latecomer.page, id, '10', /^Pledge late$/)
  await says(latecomer.page, /It is paid/)
  await latecomer.page.goto('/pledges')
  await expect(latecomer.page.getByRole('article', { name: 'Late light' })).toContainText('Late pledge')
})
