import { EACH, expect, signUp, test } from './app'
import { DECLINED, GOOD, healthy, launched, of, pay, somebody } from './campaigning'

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
