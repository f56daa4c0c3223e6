import { EACH, ask, called, expect, photo, signIn, signUpByForm, test } from './app'
import { fold, files, mine, next, ready, who } from './composing'
import { fromCamera } from './camera'

test.use({ actionTimeout: 20_000 })

test(
  'an album from a camera is cut, toned, ordered, described, placed and published; a reload in the middle keeps it',
  EACH,
  async ({ page }) => {
    test.setTimeout(180_000)
    const handle = await signUpByForm(page)
    const list = (await ask(page, 'POST', '/api/v1/lists', { title: 'Climbers' })) as { id: string }
    await page.goto('/compose')
    await files(page).setInputFiles([fromCamera('JPEG', 'upright'), fromCamera('HEIF', 'phone', 1200, 900)])
    await page.getByRole('radio', { name: '1:1' }).check({ force: true })
    const stage = page.getByRole('application')
    await stage.press('+')
    await stage.press('ArrowRight')
    await page.getByRole('button', { name: /^(Photo|Фото) 1$/ }).press('Alt+ArrowRight')
    await expect(page.getByRole('status').filter({ hasText: /2 of 2|2 из 2/ })).toBeVisible()
    await next(page)
    await page.getByRole('button', { name: /^(Ink|Тушь)$/ }).click()
    await page.getByRole('button', { name: /^(Adjustments|Настройки)$/ }).click()
    await page.getByRole('slider', { name: /Contrast|Контраст/ }).fill('20')
    await next(page)

    await page.getByPlaceholder(called.caption).fill('A long walk 👨‍👩‍👧‍👦 #hills')
    await page.getByPlaceholder(called.alt).nth(1).fill('The sun over hills')
    await page.getByRole('searchbox').fill('Bergen')
    await page
      .getByRole('list', { name: /Locations|Места/ })
      .getByRole('button')
      .first()
      .click()
    await fold(page, who)
    await page.getByRole('radio', { name: /^(A list|Список)/ }).check()
    await expect(page.getByRole('combobox', { name: /^(List|Список)/ })).toHaveValue(list.id)
    await ready(page, 2)
    await page.waitForTimeout(600)

    await page.reload()

    await expect(page.getByPlaceholder(called.caption)).toHaveValue(/A long walk/)
    await expect(page.getByPlaceholder(called.alt).nth(1)).toHaveValue('The sun over hills')
    await ready(page, 2)
    await page.getByRole('button', { name: called.share }).click()
    await expect(page.getByRole('heading', { name: /is shared|размещена/ })).toBeVisible({ timeout: 30_000 })
    const [post] = await mine(page, handle)
    expect(post!.place?.name).toBe('Bergen')
    expect(post!.rossgram).toMatchObject({ access: 'list', list_id: list.id })
    const [heic, jpeg] = post!.media_attachments
    expect(heic!.meta.original).toMatchObject({ width: 1200, height: 900 })
    expect(jpeg!.description).toBe('The sun over hills')
    expect(jpeg!.meta.original.width).toBe(jpeg!.meta.original.height)
  },
)

test('a session that ends in the middle, another account and a second tab lose nothing and show nothing', async ({
  page,
  context,
}) => {
  test.slow()
  await signIn(page, 'yuki')
  await page.goto('/compose')
  await files(page).setInputFiles([await photo(page, '#8e44ad', 400, 500)])
  await next(page)
  await next(page)
  await page.getByPlaceholder(called.caption).fill('Kept over all that')
  await ready(page, 1)
  await page.waitForTimeout(600)
  const other = await context.newPage()
  await other.goto('/compose')
  await expect(other.getByText('Kept over all that')).toHaveCount(0)
  await other.close()

  await page.context().clearCookies()
  await page.getByRole('button', { name: called.share }).click()
  await expect(page).toHaveURL(/sign-in\?next=%2Fcompose/)
  await page.getByLabel(called.name).fill('tomas')
  await page.getByLabel(called.password).fill('rossgram on this machine')
  await page.getByRole('button', { name: called.in }).click()
  await expect(page).toHaveURL('/compose')
  await expect(page.getByText(called.pick)).toBeVisible()
  await expect(page.getByText('Kept over all that')).toHaveCount(0)

  await page.context().clearCookies()
  await page.close()
  const again = await context.newPage()
  await signIn(again, 'yuki')
  await again.goto('/compose')
  await again
    .getByRole('button', { name: /^(Go on|Продолжить)$/ })
    .first()
    .click()
  await expect(again.getByPlaceholder(called.caption)).toHaveValue('Kept over all that')
  await again.getByRole('button', { name: /^(Back|Назад)$/ }).click()
  await again.getByRole('button', { name: /^(Back|Назад)$/ }).click()
  await again.getByRole('button', { name: /^(Back|Назад)$/ }).click()
  await again
    .getByRole('dialog')
    .getByRole('button', { name: /^(Discard|Удалить)$/ })
    .click()
  await expect(again).toHaveURL('/')
})
