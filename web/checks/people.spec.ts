import { called, expect, signIn, signUp, signUpByForm, test } from './app'

const menu = { name: /^(More about|Ещё о) kofi$/ }
const does = (name: RegExp) => ({ name })

test('somebody is muted, blocked and reported where they are met, and each has its way back', async ({ page }) => {
  test.slow()
  await signUpByForm(page)
  await page.goto('/@kofi')
  const sheet = page.getByRole('dialog')
  const choose = async (name: RegExp) => {
    await page.getByRole('button', menu).click()
    await sheet.getByRole('button', does(name)).click()
  }

  await choose(/^(Mute|Скрыть публикации) kofi/)
  await sheet.getByRole('radio', does(/^(1 day|1 день)$/)).check()
  await sheet.getByRole('button', does(/^(Mute|Скрыть)$/)).click()
  await expect(page.getByText(/You muted this account|Вы скрыли публикации/)).toBeVisible()
  await page.goto('/settings/muted')
  await expect(page.getByText(/^(until|до) /)).toBeVisible()
  await page.getByRole('button', does(/^(Unmute|Показывать)/)).click()
  await expect(page.getByText(/muted nobody|никого не скрыли/)).toBeVisible()

  await page.goto('/@kofi')
  await page.getByRole('button', menu).click()
  await sheet.getByRole('button', does(/^(Report|Пожаловаться)$/)).click()
  await sheet.getByRole('radio', does(/spam|спам/)).check()
  await sheet.getByLabel(/moderators|модераторам/).fill('The same picture each night')
  await page.route('**/api/v1/reports', (route) => route.abort(), { times: 1 })
  await sheet.getByRole('button', does(/^(Send report|Отправить жалобу)$/)).click()
  await expect(page.locator('p[role=status].shown')).toHaveText(/could not be reached|не отвечает/)
  await expect(sheet.getByLabel(/moderators|модераторам/)).toHaveValue('The same picture each night')
  await sheet.getByRole('button', does(/^(Send report|Отправить жалобу)$/)).click()
  await expect(sheet.getByText(/Thank you|Спасибо/)).toBeVisible()
  await sheet.getByRole('button', does(/^(Block|Заблокировать) kofi/)).click()
  await sheet.getByRole('button', does(/^(Block|Заблокировать)$/)).click()

  await expect(page.getByRole('heading', does(/You blocked kofi|Вы заблокировали kofi/))).toBeVisible()
  await expect(page.locator('main a[data-over]')).toHaveCount(0)
  await page
    .locator('main')
    .getByRole('button', does(/^(Unblock|Разблокировать)$/))
    .last()
    .click()
  await expect(page.locator('main a[data-over]').first()).toBeVisible()
})

test('how one stands to a list of people is one question, and a follow shows wherever they are', async ({ page }) => {
  await signUp(page)
  const asked: string[] = []
  page.on('request', (request) => request.url().includes('/relationships') && asked.push(request.url()))
  await page.goto('/@mira/followers')
  const follows = page.locator('main').getByRole('button', { name: called.follow })
  await expect(follows.nth(3)).toBeVisible()
  await page.waitForLoadState('networkidle')
  expect(asked).toHaveLength(1)
  const first = page.locator('main .row').first()
  const path = await first.getByRole('link').first().getAttribute('href')
  await first.getByRole('button', { name: called.follow }).click()
  // Whoever is private is asked.
  const done = new RegExp(`${called.following.source}|${called.requested.source}`)
  await expect(first.getByRole('button', { name: done })).toBeVisible()
  await first.getByRole('link').first().click()
  await expect(page).toHaveURL(path!)
  await expect(page.locator('main').getByRole('button', { name: done })).toBeVisible()
})

test('those who did the same are told in one line, below the day of it', async ({ page }) => {
  await signIn(page, 'mira')
  await page.goto('/notifications')
  await expect(page.getByText(/and \d+ others started following you|и ещё \d+ теперь подписаны на вас/)).toBeVisible()
  await expect(page.getByRole('heading', { name: /^(New|Today|Новое|Сегодня)$/ }).first()).toBeVisible()
})

test('another account of this browser is chosen from the frame, and this tab is its', async ({ page, isMobile }) => {
  await signIn(page, 'mira')
  await signIn(page, 'tomas')
  if (isMobile) {
    const face = page
      .getByRole('navigation')
      .getByRole('link', { name: /Profile|Профиль/ })
      .locator('visible=true')
    const box = (await face.boundingBox())!
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await page.mouse.down()
    await page.waitForTimeout(700)
    await page.mouse.up()
  } else await page.getByRole('navigation').getByRole('button', { name: 'Switch accounts' }).click()
  await page.getByRole('dialog').getByRole('button', { name: /mira/ }).click()
  await page.waitForURL('/')
  const own = page
    .getByRole('navigation')
    .getByRole('link', { name: /Profile|Профиль/ })
    .locator('visible=true')
  await expect(own).toHaveAttribute('href', '/@mira')
})

// A desktop has both in its rail.
