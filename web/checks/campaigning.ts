import type { Browser, Page } from '@playwright/test'
import { expect, photo, signUp } from './app'
import { faults } from './faults'

export const GOOD = '4242424242424242'
export const DECLINED = '4000000000000002'
export const of = {
  next: /^(Save and continue|Сохранить и продолжить)$/,
  back: /^(Back this campaign|Поддержать сбор)$/,
  pay: /^(Continue to payment|Перейти к оплате)$/,
  amount: /^(Amount|Сумма), EUR/,
  own: /^(Your pledge|Ваше участие)$/,
}

export async function healthy(page: Page, what: string) {
  expect.soft(await faults(page), what).toEqual([])
}

/** Pays at the local Stripe, and waits until it has led back. */
export async function pay(page: Page, card: string) {
  await page.locator('input[name=email]').fill('fan@example.com')
  await page.locator('input[name=card]').fill(card)
  await page.locator('button[value=pay]').click()
}

/** Plans a campaign from its first word to the launch, as somebody whom Stripe does not know yet. */
export async function launched(page: Page, title: string, kind = /All or nothing|Всё или ничего/) {
  await signUp(page)
  await page.goto('/campaigns/new')
  await page.getByRole('button', { name: of.next }).click()
  await expect(page.getByText(/This is needed|Заполните это поле/)).toBeVisible()
  await page.getByLabel(/^(Title|Название)/).fill(title)
  await page.getByLabel(/^(Goal|Цель)/).fill('1,000')
  await page.getByRole('button', { name: of.next }).click()
  await expect(page.getByText(/two ways|двояко/)).toBeVisible()
  await page.getByLabel(/^(Goal|Цель)/).fill('1 000,50')
  await page.getByRole('radio', { name: kind }).check()
  const soon = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10)
  await page.getByLabel(/^(Deadline|Срок)/).fill(`${soon}T18:00`)
  await page.locator('input[type=file]').setInputFiles([await photo(page, '#c0562b', 1600, 900)])
  await expect(page.getByRole('button', { name: of.next })).toBeEnabled({ timeout: 45_000 })
  await healthy(page, 'basics')
  await page.getByRole('button', { name: of.next }).click()

  await page.getByLabel(/^(Your story|Ваша история)/).fill('Sixty pages about the sea.\n\nSee https://example.com/sea')
  await page.reload()
  await expect(page.getByLabel(/^(Your story|Ваша история)/)).toHaveValue(/Sixty pages/)
  await page.getByRole('button', { name: of.next }).click()

  for (const [name, price, limit] of [
    ['A signed print', '20', '5'],
    ['A postcard', '5,50', ''],
  ] as const) {
    await page.getByRole('button', { name: /^(Add a reward|Добавить вознаграждение)$/ }).click()
    await page.getByLabel(/^(Title|Название)/).fill(name)
    await page.getByLabel(of.amount).fill(price)
    await page.getByLabel(/^(How many there are|Сколько всего)/).fill(limit)
    await page.getByLabel(/^(Most for one backer|Сколько на одного)/).fill('3')
    await page.getByRole('button', { name: /^(Save the reward|Сохранить вознаграждение)$/ }).click()
    await expect(page.getByRole('region', { name })).toBeVisible()
  }
  await healthy(page, 'rewards')
  await page
    .getByRole('button', { name: /A postcard/ })
    .first()
    .click()
  await expect(page.getByRole('region').first()).toContainText('A postcard')
  await page.getByRole('button', { name: of.next }).click()

  await page.getByRole('button', { name: /^(Add a stretch goal|Добавить цель)$/ }).click()
  await page.getByLabel(of.amount).fill('2000')
  await page.getByLabel(/^(What happens then|Что тогда будет)/).fill('In colour')
  await page.getByRole('button', { name: of.next }).click()

  await page.getByLabel(/^(Country|Страна)/).selectOption('DE')
  await healthy(page, 'launch')
  await page.getByRole('button', { name: /^(Set up payouts|Настроить выплаты)$/ }).click()
  await page.locator('button[value=complete]').click()
  await page.waitForURL(/\/campaigns\/\d+\/edit/)
  await page.getByRole('button', { name: /^(Launch the campaign|Запустить сбор)$/ }).click()
  await page.waitForURL(/\/campaigns\/\d+$/)
  await expect(page.getByRole('heading', { name: title, level: 2 })).toBeVisible()
  return new URL(page.url()).pathname
}

export const somebody = async (browser: Browser, page: Page) => {
  const locale = await page.evaluate(() => navigator.language)
  return (await browser.newContext({ locale })).newPage()
}
