import { ask, called, expect, onboard, photo, signUp, test } from './app'
import { fold, files, mine, next, ready, who } from './composing'

test.use({ actionTimeout: 20_000 })

test('a post is locked in the composer, and others see its price', async ({ page, browser }) => {
  test.slow()
  const handle = await signUp(page)
  await onboard(page)
  await page.goto('/compose')
  await files(page).setInputFiles([await photo(page, '#6a4c93')])
  await next(page)
  await next(page)
  const words = `Locked ${Date.now()}`
  await page.getByPlaceholder(called.caption).fill(words)
  await fold(page, who)
  await page.locator('input[value=price]').check({ force: true })
  await page.getByLabel(/^(Price|Цена)/).fill('7,20')
  await ready(page, 1)
  await page.getByRole('button', { name: called.share }).click()
  await expect(page.getByRole('heading', { name: /is shared|размещена/ })).toBeVisible({ timeout: 30_000 })
  const post = (await mine(page, handle)).find((one) => one.content.includes(words))!
  expect(post.rossgram.access).toBe('price')

  const guest = await (await browser.newContext({ locale: 'en-GB' })).newPage()
  await guest.goto(`/@${handle}/${post.id}`)
  await expect(guest.getByRole('button', { name: /Unlock for .*7[.,]20/ })).toBeVisible()
})

test('a new post is seen by whom the settings say, and after it was shared the next is begun', async ({ page }) => {
  test.setTimeout(120_000)
  const handle = await signUp(page)
  await ask(page, 'PATCH', '/api/v1/accounts/update_credentials', { source: { privacy: 'private' } })
  await page.goto('/compose')
  await files(page).setInputFiles([await photo(page, '#2a6f97')])
  await next(page)
  await next(page)
  await expect(page.getByText(/^(Followers|Подписчики)$/).first()).toBeVisible()
  await ready(page, 1)
  await page.getByRole('button', { name: called.share }).click()
  await expect(page.getByRole('heading', { name: /is shared|размещена/ })).toBeVisible({ timeout: 30_000 })
  expect((await mine(page, handle))[0]!.rossgram.access).toBe('followers')

  // A phone has no rail here.
  if (test.info().project.name === 'phone') return
  await page.getByRole('navigation').locator('a[href="/compose"]').click()
  await expect(page.getByRole('button', { name: /Choose photos|Выбрать фотографии/ })).toBeVisible()
})
