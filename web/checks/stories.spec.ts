import type { Page } from '@playwright/test'
import { ask, called, escape, expect, newcomer, signUp, test } from './app'
import { faults } from './faults'
import { putUp } from './telling'

test.use({ actionTimeout: 25_000 })

const axe = async (page: Page) => expect(await faults(page)).toEqual([])

test('a story goes up, is watched by keys and liked, and its author reads who saw it and takes it down', async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000)
  const fan = await newcomer(browser)
  const handle = await signUp(page)
  const { id } = (await ask(page, 'GET', '/api/v1/accounts/verify_credentials')) as { id: string }
  await putUp(page, '#a63d40')
  await putUp(page, '#2a6f97')

  await ask(fan.page, 'POST', `/api/v1/accounts/${id}/follow`)
  await fan.page.goto('/')
  const ring = fan.page.getByRole('button', { name: new RegExp(`${handle}`) })
  await expect(ring).toHaveAccessibleName(`New stories of ${handle}`)
  expect((await ring.locator('img').boundingBox())!.width).toBeGreaterThan(60)
  await axe(fan.page)
  await ring.press('Enter')
  const player = fan.page.getByRole('dialog', { name: `Story of ${handle}` })
  await expect(player).toBeVisible()
  await player.getByRole('button', { name: 'Pause' }).click()
  await axe(fan.page)
  const shown = player.locator('.stage > img')
  const first = await shown.getAttribute('src')
  await fan.page.keyboard.press('ArrowRight')
  await expect(shown).not.toHaveAttribute('src', first!)
  await fan.page.keyboard.press('ArrowLeft')
  await expect(shown).toHaveAttribute('src', first!)
  const like = player.getByRole('button', { name: called.like })
  await like.click()
  await expect(like).toHaveAttribute('aria-pressed', 'true')
  await fan.page.keyboard.press('ArrowRight')
  await escape(fan.page)
  await expect(player).toBeHidden()
  await expect(ring).toHaveAccessibleName(`Stories of ${handle}, seen`)
  await expect(ring).toBeFocused()

  await page.goto('/')
  await page.getByRole('button', { name: /^(Your story|Ваша история)$/ }).click()
  const own = page.getByRole('dialog', { name: new RegExp(handle) })
  await own.getByRole('button', { name: /^(Who saw it|Кто посмотрел)$/ }).click()
  const sheet = page.getByRole('dialog', { name: /^(Who saw it|Кто посмотрел)$/ })
  await expect(sheet.getByText(fan.handle)).toBeVisible()
  await expect(sheet.getByRole('img', { name: /^(Likes it|Нравится)$/ })).toBeVisible()
  await axe(page)
  await escape(page)
  await own.getByRole('button', { name: /^(Delete this story|Удалить эту историю)$/ }).click()
  await own.getByRole('button', { name: /^(Delete this story\?|Удалить эту историю\?)$/ }).click()
  await expect(own).toBeHidden()
  await fan.page.goto('/')
  await ring.click()
  await expect(player.locator('.bars span')).toHaveCount(1)
  // The last one goes by itself, and the player with it.
  await expect(player).toBeHidden({ timeout: 20_000 })
})

test('a tap on the left goes back, a long press pauses, and what nobody pauses goes on', async ({ page, browser }) => {
  test.setTimeout(180_000)
  const fan = await newcomer(browser)
  await signUp(page)
  const { id } = (await ask(page, 'GET', '/api/v1/accounts/verify_credentials')) as { id: string }
  await putUp(page, '#386641')
  await putUp(page, '#bc6c25')
  await ask(fan.page, 'POST', `/api/v1/accounts/${id}/follow`)
  await fan.page.emulateMedia({ reducedMotion: 'reduce' })
  await fan.page.goto('/')
  await fan.page.getByRole('button', { name: /^New stories of/ }).click()
  const shown = fan.page.locator('dialog .stage > img')
  const first = (await shown.getAttribute('src'))!
  await fan.page.getByRole('button', { name: 'Next story' }).click()
  await expect(shown).not.toHaveAttribute('src', first)
  await fan.page.getByRole('button', { name: 'Previous story' }).click()
  await expect(shown).toHaveAttribute('src', first)
  const box = (await shown.boundingBox())!
  await fan.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await fan.page.mouse.down()
  await fan.page.waitForTimeout(6_000)
  await fan.page.mouse.up()
  await expect(shown).toHaveAttribute('src', first)
  await expect(shown).not.toHaveAttribute('src', first, { timeout: 10_000 })
})

test('a story is answered in the player, which waits meanwhile, and its author finds the answer with it', async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000)
  const fan = await newcomer(browser)
  const handle = await signUp(page)
  const { id } = (await ask(page, 'GET', '/api/v1/accounts/verify_credentials')) as { id: string }
  await putUp(page, '#5f0f40')
  await ask(fan.page, 'POST', `/api/v1/accounts/${id}/follow`)
  await fan.page.goto('/')
  await fan.page.getByRole('button', { name: `New stories of ${handle}` }).click()
  const player = fan.page.getByRole('dialog', { name: `Story of ${handle}` })
  const field = player.getByLabel('Send a message…')
  await field.fill('Lovely light')
  // Longer than the story is shown; and what moves among stories moves in the field.
  await fan.page.keyboard.press('ArrowRight')
  await fan.page.waitForTimeout(6_000)
  await expect(player).toBeVisible()
  await axe(fan.page)
  await field.press('Enter')
  await expect(player.getByText('Sent')).toBeVisible()
  await expect(field).toHaveValue('')
  await expect(player).toBeHidden({ timeout: 20_000 })

  await page.goto('/direct/requests')
  await page.getByRole('link').filter({ hasText: 'Lovely light' }).click()
  const answer = page.getByRole('listitem').filter({ hasText: 'Lovely light' })
  await expect(answer.getByText(/^(Replied to your story|Ответ на вашу историю)$/)).toBeVisible()
  const opener = answer.getByRole('button', { name: /^(Open the story|Открыть историю)$/ })
  const picture = opener.locator('img')
  await expect.poll(() => picture.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBeGreaterThan(0)
  await axe(page)
  await opener.click()
  await expect(page.getByRole('dialog', { name: new RegExp(handle) })).toBeVisible()
  await escape(page)
  const { self } = (await ask(page, 'GET', '/api/v1.1/stories/self-carousel')) as {
    self: { nodes: { id: string }[] }
  }
  await ask(page, 'POST', `/api/v1.1/stories/self-expire/${self.nodes[0]!.id}`)
  await page.reload()
  await expect(answer.getByText(/^(The story is no longer there|Этой истории больше нет)$/)).toBeVisible()
  await expect(picture).toHaveCount(0)
})
