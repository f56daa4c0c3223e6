import type { Browser, Page } from '@playwright/test'
import { EACH, expect, photo, signUp, test } from './app'
import { faults } from './faults'

const GOOD = '4242424242424242'
const DECLINED = '4000000000000002'
const of = {
  next: /^(Save and continue|Сохранить и продолжить)$/,
  back: /^(Back this campaign|Поддержать сбор)$/,
  pay: /^(Continue to payment|Перейти к оплате)$/,
  amount: /^(Amount|Сумма), EUR/,
  own: /^(Your pledge|Ваше участие)$/,
}

async function healthy(page: Page, what: string) {
  expect.soft(await faults(page), what).toEqual([])
}

/** Pays at the local Stripe, and waits until it has led back. */
async function pay(page: Page, card: string) {
  await page.locator('input[name=email]').fill('fan@example.com')
  await page.locator('input[name=card]').fill(card)
  await page.locator('button[value=pay]').click()
}

/** Plans a campaign from its first word to the launch, as somebody whom Stripe does not know yet. */
async function launched(page: Page, title: string, kind = /All or nothing|Всё или ничего/) {
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

const somebody = async (browser: Browser, page: Page) => {
  const locale = await page.evaluate(() => navigator.language)
  return (await browser.newContext({ locale })).newPage()
}

test(
  'a campaign is planned, launched, backed, changed and taken back; its sum is what was pledged',
  EACH,
  async ({ page, browser }) => {
    test.setTimeout(300_000)
    const creator = await somebody(browser, page)
    const address = await launched(creator, 'A book about the sea')
    await healthy(creator, 'creator')

    await page.goto(address)
    await expect(page.getByRole('heading', { name: 'A book about the sea', level: 2 })).toBeVisible()
    await expect(page.getByRole('link', { name: 'https://example.com/sea' })).toBeVisible()
    await healthy(page, 'visitor')
    await page.getByRole('button', { name: of.back }).first().click()
    await expect(page).toHaveURL(/\/sign-in\?next=/)

    await signUp(page)
    await page.goto(`${address}?back=`)
    const sheet = page.getByRole('dialog')
    await sheet.getByRole('radio', { name: /A signed print/ }).check()
    await sheet.getByRole('combobox', { name: /A postcard/ }).selectOption('2')
    await expect(sheet.getByLabel(of.amount)).toHaveValue('31')
    await sheet.getByLabel(of.amount).fill('30')
    await sheet.getByRole('button', { name: of.pay }).click()
    await expect(sheet.getByText(/must cover|покрывать/)).toBeVisible()
    await sheet.getByLabel(of.amount).fill('€40.50')
    await healthy(page, 'pledge')
    await sheet.getByRole('button', { name: of.pay }).click()
    await pay(page, GOOD)

    await expect(page.getByText(/Your pledge counts|участие засчитано/)).toBeVisible({ timeout: 45_000 })
    await expect(page).toHaveURL(address)
    const aside = page.getByRole('complementary')
    await expect(aside).toContainText(/40[.,]50/)
    await healthy(page, 'backer')

    const own = page.getByRole('region', { name: of.own })
    await own.getByRole('button', { name: /^(Change|Изменить)$/ }).click()
    await sheet.getByLabel(of.amount).fill('50')
    await sheet.getByRole('button', { name: /^(Save the change|Сохранить)$/ }).click()
    await expect(sheet).toHaveCount(0)
    await expect(own).toContainText('50')
    await creator.reload()
    await expect(creator.getByRole('complementary')).toContainText('50')

    await page.goto('/pledges')
    await page.getByRole('link', { name: 'A book about the sea' }).click()
    await own.getByRole('button', { name: /^(Cancel the pledge|Отказаться от участия)$/ }).click()
    await sheet.getByRole('button', { name: /^(Cancel the pledge|Отказаться от участия)$/ }).click()
    await expect(own).toHaveCount(0)
    await expect(page.getByRole('button', { name: of.back }).first()).toBeVisible()
  },
)

test('a declined card pledges nothing, another one does, and the creator tells the news', async ({ page, browser }) => {
  test.setTimeout(300_000)
  const creator = await somebody(browser, page)
  const address = await launched(creator, 'A darkroom for everybody', /Keep what is raised|Сколько соберётся/)

  await signUp(page)
  await page.goto(address)
  await page.getByRole('button', { name: of.back }).first().click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel(of.amount).fill('25')
  await sheet.getByRole('button', { name: of.pay }).click()
  await pay(page, DECLINED)
  await expect(page.locator('input[name=card]')).toBeVisible()
  await page.goto(address)
  const own = page.getByRole('region', { name: of.own })
  await expect(own).toContainText(/have not finished|не закончили/)
  await own.getByRole('button', { name: /^(Finish the pledge|Завершить)$/ }).click()
  await sheet.getByRole('button', { name: of.pay }).click()
  await pay(page, GOOD)
  await expect(own).toContainText(/It is paid|Оплачено/, { timeout: 45_000 })

  await creator.reload()
  await creator.getByRole('button', { name: /^(Updates|Новости)/ }).click()
  await creator.getByLabel(/^(Write an update|Написать новость)/).fill('The enlarger has arrived')
  await creator.getByRole('button', { name: /^(Publish|Опубликовать)$/ }).click()
  await expect(creator.getByRole('article').getByText('The enlarger has arrived')).toBeVisible()
  await page.getByRole('button', { name: /^(Updates|Новости)/ }).click()
  await expect(page.getByText('The enlarger has arrived')).toBeVisible()
  await page.getByRole('button', { name: /^(Backers|Участники)/ }).click()
  await expect(page.getByRole('main')).toContainText(/p\w+/)

  await creator.getByRole('button', { name: /^(Cancel the campaign|Отменить сбор)$/ }).click()
  await creator
    .getByRole('dialog')
    .getByRole('button', { name: /^(Cancel the campaign|Отменить сбор)$/ })
    .click()
  await expect(creator.getByRole('complementary')).toContainText(/Cancelled by|отменил сбор/)
})
