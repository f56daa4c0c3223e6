import { ask, called, escape, expect, newcomer, photo, signUp, test } from './app'
import { faults } from './faults'

test.use({ actionTimeout: 25_000, locale: 'en-GB' })

test('a person is tagged in a photo by a tap and moved by keys, finds it on the profile, and takes themselves off', async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000)
  const fan = await newcomer(browser)
  const handle = await signUp(page)
  await page.goto('/compose')
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles(await photo(page, '#2a6f97'))
  for (const _ of [1, 2]) await page.getByRole('button', { name: called.next }).click()
  await page.locator('summary', { hasText: /Tag people|Отметить людей/ }).click()
  await page.getByRole('button', { name: /tap where|нажмите там/ }).click({ position: { x: 60, y: 60 } })
  await page.getByRole('searchbox', { name: /Find a person|Найти человека/ }).fill(fan.handle)
  await page.getByRole('button', { name: new RegExp(fan.handle) }).click()
  const name = page.getByRole('button', { name: new RegExp(`(Move|Передвинуть) ${fan.handle}`) })
  await name.press('ArrowRight')
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: called.share }).click()
  await expect(page.getByRole('heading', { name: /is shared|размещена/ })).toBeVisible({ timeout: 60_000 })

  await fan.page.goto('/notifications')
  await expect(fan.page.getByText('tagged you in a photo.')).toBeVisible()
  await fan.page.goto(`/@${fan.handle}`)
  await fan.page.getByRole('button', { name: 'Tagged' }).click()
  await expect(fan.page.locator('.grid a')).toHaveCount(1)
  expect(await faults(fan.page)).toEqual([])
  const [post] = (await ask(fan.page, 'GET', '/api/rossgram/v1/tagged')) as { id: string }[]
  await fan.page.goto(`/@${handle}/${post!.id}`)
  await fan.page.getByRole('button', { name: 'People in this photo' }).click()
  const label = fan.page.locator('.people').getByRole('link', { name: fan.handle })
  await expect(label).toBeVisible()
  expect(await faults(fan.page)).toEqual([])
  await fan.page.getByRole('button', { name: 'More about this post' }).first().click()
  await fan.page.getByRole('button', { name: 'Hide from my profile' }).click()
  await fan.page.goto('/settings/tags')
  await expect(
    fan.page.getByRole('region', { name: 'Hidden from your profile' }).getByText(handle).first(),
  ).toBeVisible()
  await fan.page.getByRole('radio', { name: 'Nobody' }).check()
  expect(await faults(fan.page)).toEqual([])
  await fan.page.getByRole('button', { name: /Remove me from the post/ }).click()
  await expect(fan.page.getByRole('region', { name: 'Hidden from your profile' }).getByText('No photos')).toBeVisible()
  await fan.page.goto(`/@${handle}/${post!.id}`)
  await expect(fan.page.getByRole('button', { name: 'People in this photo' })).toHaveCount(0)

  await page.goto(`/@${handle}/${post!.id}`)
  await page
    .getByRole('button', { name: /More about this post|Ещё о публикации/ })
    .first()
    .click()
  await page.getByRole('button', { name: /^(Edit|Редактировать)/ }).click()
  await page.locator('summary', { hasText: /Tag people|Отметить людей/ }).click()
  await page.getByRole('button', { name: /Add a person|Добавить человека/ }).click()
  await page.getByRole('searchbox', { name: /Find a person|Найти человека/ }).fill(fan.handle)
  await page.getByRole('button', { name: new RegExp(fan.handle) }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(Save|Сохранить)$/ })
    .click()
  await expect(page.getByRole('alert')).toHaveText(/cannot be tagged|нельзя отметить/)
  expect(await faults(page)).toEqual([])
  await escape(page)
  await fan.page.context().close()
})
