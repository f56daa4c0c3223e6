import type { Page } from '@playwright/test'
import { called, expect, photo, signUp, test } from './app'
import { faults } from './faults'

test.use({ actionTimeout: 20_000 })

const clean = async (page: Page, where: string) => {
  await page.waitForTimeout(400)
  expect.soft(await faults(page), where).toEqual([])
}
const press = (page: Page, name: RegExp) => page.getByRole('button', { name }).first().click()
const fold = (page: Page, name: RegExp) => page.locator('summary', { hasText: name }).click()
const back = /^(Back|Назад)$/
const menu = /More about|Ещё о/

test('a post is kept as a draft, scheduled, taken back, published, said anew, linked and archived; axe is silent throughout', async ({
  page,
}) => {
  test.setTimeout(240_000)
  const handle = await signUp(page)
  await page.goto('/compose')
  await clean(page, 'pick')
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([await photo(page, '#2980b9', 600, 750)])
  await expect(page.getByRole('application')).toBeVisible()
  await clean(page, 'crop')
  await press(page, called.next)
  await clean(page, 'filters')
  await press(page, /^(Adjustments|Настройки)$/)
  await clean(page, 'adjustments')
  await press(page, called.next)
  await page.getByPlaceholder(called.caption).fill('First words')
  await page.getByPlaceholder(called.alt).fill('Blue')
  for (const name of [/Who can see|Кто может видеть/, /When|Когда/, /Advanced|Расширенные/]) await fold(page, name)
  await clean(page, 'details')
  for (const _ of [1, 2, 3]) await press(page, back)
  await clean(page, 'leaving')
  await press(page, /^(Save draft|Сохранить черновик)$/)
  await page.waitForURL('/', { timeout: 60_000 })

  await page.goto('/drafts')
  await expect(page.getByText('First words')).toBeVisible()
  await clean(page, 'drafts')
  await press(page, /^(Edit|Редактировать)$/)
  await expect(page.getByPlaceholder(called.caption)).toHaveValue('First words')
  await expect(page.getByPlaceholder(called.alt)).toHaveValue('Blue')
  await fold(page, /When|Когда/)
  await page.getByRole('radio', { name: /^(Schedule|Запланировать)$/ }).check()
  await press(page, /^(Schedule|Запланировать)$/)
  await expect(page.getByRole('heading', { name: /goes out|выйдет/ })).toBeVisible({ timeout: 30_000 })

  await page.goto('/drafts')
  await press(page, /^(Scheduled|Запланировано)$/)
  await expect(page.getByText('First words')).toBeVisible()
  await press(page, /^(Publish now|Опубликовать сейчас)$/)
  await expect(page.getByText(/Nothing is scheduled|Ничего не запланировано/)).toBeVisible()

  await page.goto(`/@${handle}`)
  await page.getByRole('link', { name: 'Blue' }).click()
  await press(page, menu)
  await press(page, /^(Edit|Редактировать)$/)
  const sheet = page.getByRole('dialog').last()
  await sheet.getByPlaceholder(called.caption).fill('Second words')
  await clean(page, 'editing')
  await sheet.getByRole('button', { name: /^(Save|Сохранить)$/ }).click()
  await expect(page.getByText('Second words').first()).toBeVisible()
  await press(page, menu)
  await press(page, /^(View edits|История изменений)$/)
  await expect(page.getByRole('dialog').last().getByText('First words')).toBeVisible()
  await page.keyboard.press('Escape')

  await press(page, menu)
  await press(page, /^(Secret links|Секретные ссылки)$/)
  await press(page, /^(Make a link|Создать ссылку)$/)
  const link = await page.locator('dialog code').innerText()
  const stranger = await page.context().browser()!.newPage()
  await stranger.goto(link)
  await expect(stranger.getByText('Second words').first()).toBeVisible()
  await press(page, /^(End|Отключить)$/)
  await expect(page.getByText(/There are no links|Ссылок пока нет/)).toBeVisible()
  expect((await stranger.goto(link))!.status()).toBe(404)
  await page.keyboard.press('Escape')

  await press(page, menu)
  await page
    .getByRole('dialog')
    .last()
    .getByRole('button', { name: /^(Archive|Архивировать)$/ })
    .click()
  await expect(page.locator('p[role=status].shown')).toHaveText(/in your archive|в архиве/)
  await page.goto('/drafts')
  await press(page, /^(Archive|Архив)$/)
  await expect(page.getByRole('link', { name: 'Blue' })).toBeVisible()
})
