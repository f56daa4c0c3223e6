import type { Page } from '@playwright/test'
import { ask, called, escape, expect, newcomer, signUp, test } from './app'
import { faults } from './faults'
import { putUp } from './telling'

test.use({ actionTimeout: 25_000 })

const axe = async (page: Page) => expect(await faults(page)).toEqual([])

test('a highlight keeps a story on the profile, in an order by hand, and its author lets go of it', async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000)
  const fan = await newcomer(browser)
  const stranger = await newcomer(browser)
  const handle = await signUp(page)
  const { id } = (await ask(page, 'GET', '/api/v1/accounts/verify_credentials')) as { id: string }
  await putUp(page, '#3d405b')
  await ask(fan.page, 'POST', `/api/v1/accounts/${id}/follow`)
  await page.goto(`/@${handle}`)
  const own = page.getByRole('region', { name: /^(Highlights|Актуальное)$/ })
  for (const title of ['Hills', 'Sea']) {
    await own.getByRole('button', { name: /^(New|Добавить)$/ }).click()
    const sheet = page.getByRole('dialog', { name: /^(New highlight|Новая подборка историй)$/ })
    await sheet.getByLabel(/^(Name|Название)$/).fill(title)
    await sheet.getByRole('button', { name: /^(Story|История): / }).click()
    await axe(page)
    await sheet.getByRole('button', { name: /^(Save|Сохранить)$/ }).click()
    await expect(sheet).toBeHidden()
  }
  const titles = own.locator('.open > span:last-child')
  await expect(titles).toHaveText(['Sea', 'Hills', /^(New|Добавить)$/])
  const edit = own.getByRole('button', { name: /^(Edit “Hills”|Изменить «Hills»)$/ })
  await edit.click()
  await page.getByRole('button', { name: /^(Move forward|Ближе к началу)$/ }).click()
  await expect(titles).toHaveText(['Hills', 'Sea', /^(New|Добавить)$/])
  await escape(page)
  await page.reload()
  await expect(titles).toHaveText(['Hills', 'Sea', /^(New|Добавить)$/])
  await axe(page)

  await fan.page.goto(`/@${handle}`)
  const shown = fan.page.getByRole('region', { name: 'Highlights' })
  await shown.getByRole('button', { name: 'Hills' }).click()
  const player = fan.page.getByRole('dialog', { name: `Story of ${handle}` })
  await expect(player).toBeVisible()
  await player.getByRole('button', { name: 'Pause' }).click()
  await expect(player.getByRole('button', { name: called.like })).toHaveCount(0)
  await axe(fan.page)
  await escape(fan.page)
  await axe(fan.page)
  await stranger.page.goto(`/@${handle}`)
  await expect(stranger.page.getByRole('heading', { name: handle, level: 2 })).toBeVisible()
  await expect(stranger.page.getByRole('region', { name: 'Highlights' })).toHaveCount(0)

  await edit.click()
  await page.getByRole('button', { name: /^(Delete highlight|Удалить подборку)$/ }).click()
  await page.getByRole('button', { name: /^(Delete for good\?|Удалить навсегда\?)$/ }).click()
  await expect(titles).toHaveText(['Sea', /^(New|Добавить)$/])
  await fan.page.reload()
  await expect(shown.getByRole('button', { name: 'Sea' })).toBeVisible()
  await expect(shown.getByRole('button', { name: 'Hills' })).toHaveCount(0)
})
