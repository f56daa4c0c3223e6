import type { Page } from '@playwright/test'
import { ask, expect, newcomer, onboard, payByCard, publish, signUp, test } from './app'
import { faults } from './faults'

const DAY = 86_400
/** A bank lets this one be saved, and declines what is charged to it later. */
const FAILS_LATER = '4000000000000341'
const own = /^(Your pledge|Ваше участие)$/

// They move one clock: each after the other.
test.describe.configure({ mode: 'default' })

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

/** Where the local Stripe is: selling begins there. */
async function stripeOf(page: Page) {
  await page.goto('/desk')
  await page.getByRole('combobox').selectOption('DE')
  await page.getByRole('button', { name: /Start at Stripe|Начать в Stripe/ }).click()
  await page.locator('button[value=complete]').waitFor()
  return new URL(page.url()).origin
}

test('on the next day an author sees how often a post and the profile were seen, and another does not', async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000)
  const author = await newcomer(browser)
  const address = await publish(author.page, author.handle, 'A quiet harbour')
  await signUp(page)
  await page.goto(`/@${author.handle}`)
  await expect(page.getByRole('link', { name: 'A quiet harbour' })).toBeVisible()
  // A look takes a second, and what was looked at is told as the tab is left.
  await page.waitForTimeout(1_500)
  await page.getByRole('link', { name: 'A quiet harbour' }).click()
  await expect(page.getByRole('article')).toBeVisible()
  await page.waitForTimeout(1_500)
  const told = page.waitForRequest('**/api/rossgram/v1/views')
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { value: true })
    document.dispatchEvent(new Event('visibilitychange'))
  })
  const { status_ids, account_ids } = (await told).postDataJSON()
  expect([status_ids, account_ids]).toEqual([[address.split('/').at(-1)], [author.id]])
  expect((await (await told).response())?.status()).toBe(200)

  await author.page.goto('/settings/insights')
  await expect(author.page.getByText('Nobody was counted yet')).toBeVisible()
  const stripe = await stripeOf(author.page)
  const { created_at } = await ask(page, 'GET', `/api/v1/statuses/${address.split('/').at(-1)}`)
  const toNoon = DAY - ((Date.parse(created_at) / 1000) % DAY) + DAY / 2
  await page.request.post(`${stripe}/_control/clock`, { data: { advance: Math.ceil(toNoon) } })
  await expect(async () => {
    await author.page.goto('/settings/insights')
    await expect(author.page.getByText('1 view', { exact: true }).last()).toBeVisible({ timeout: 3_000 })
  }).toPass({ timeout: 120_000 })
  await expect(author.page.getByRole('definition').first()).toHaveText('1')
  expect.soft(await faults(author.page)).toEqual([])
  await author.page.goto(address)
  await author.page.getByRole('button', { name: 'More about this post' }).click()
  await author.page.getByRole('button', { name: 'Insights' }).click()
  await expect(author.page.getByRole('dialog').getByText('The last 30 days')).toBeVisible()
  expect.soft(await faults(author.page)).toEqual([])
  expect(await ask(page, 'GET', `/api/rossgram/v1/statuses/${address.split('/').at(-1)}/insights`)).toHaveProperty(
    'error',
  )
})
