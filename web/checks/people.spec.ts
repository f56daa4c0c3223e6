import { PHONE, ask, called, expect, newcomer, publish, signIn, signUp, signUpByForm, test } from './app'

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

test('search slides out, finds while one types, leads on, and remembers for this account alone', async ({
  page,
  isMobile,
}) => {
  await signUp(page)
  if (isMobile) await page.goto('/search')
  else await page.getByRole('navigation').getByRole('button', { name: 'Search' }).click()
  const box = isMobile ? page.getByRole('main') : page.getByRole('region', { name: 'Search' })
  await page.getByRole('searchbox').fill('kof')
  const kofi = box.getByRole('link', { name: /Kofi Mensah/ })
  await kofi.click()
  await expect(page).toHaveURL('/@kofi')
  await expect(page.getByRole('searchbox')).toHaveCount(0)

  if (isMobile) await page.goto('/search')
  else await page.getByRole('navigation').getByRole('button', { name: 'Search' }).click()
  // Who leads stands below in a region of their own.
  const recent = box.getByRole('region', { name: /^(Recent|Недавнее)$/ })
  await expect(recent.getByRole('link', { name: /Kofi Mensah/ })).toBeVisible()
  await recent.getByRole('button', { name: /^(Clear all|Очистить всё)$/ }).click()
  await expect(recent).toHaveCount(0)
  if (isMobile) return
  await page.keyboard.press('Escape')
  await expect(page.getByRole('searchbox')).toHaveCount(0)
  await expect(page.getByRole('navigation').getByRole('button', { name: 'Search' })).toBeFocused()
})

test('a search that fails says so and is made again, and what was typed stays', async ({ page }) => {
  await page.route('**/api/v2/search*', (route) => route.fulfill({ status: 503, json: { error: 'Busy' } }), {
    times: 1,
  })
  await page.goto('/search')
  await page.getByRole('searchbox').fill('kofi')
  await page.getByRole('button', { name: /Try again|Повторить/ }).click()
  await expect(page.getByRole('link', { name: /Kofi Mensah/ })).toBeVisible()
  await expect(page.getByRole('searchbox')).toHaveValue('kofi')
})

test('those who did the same are told in one line, below the day of it', async ({ page }) => {
  await signIn(page, 'mira')
  await page.goto('/notifications')
  await expect(page.getByText(/and \d+ others started following you|и ещё \d+ теперь подписаны на вас/)).toBeVisible()
  await expect(page.getByRole('heading', { name: /^(New|Today|Новое|Сегодня)$/ }).first()).toBeVisible()
})

test('a collection and a place have pages of their own', async ({ page }) => {
  await signIn(page, 'mira')
  const me = await ask(page, 'GET', '/api/v1/accounts/verify_credentials')
  const posts: { id: string }[] = await ask(
    page,
    'GET',
    `/api/v1/accounts/${me.id}/statuses?only_media=true&exclude_reblogs=true`,
  )
  const title = `Heights ${Date.now()}`
  await ask(page, 'POST', '/api/rossgram/v1/collections', {
    title,
    visibility: 'public',
    post_ids: posts.slice(0, 2).map((post) => post.id),
  })
  await page.goto('/@mira')
  await page.getByRole('button', { name: /^(Collections|Подборки)$/ }).click()
  await page.getByRole('link', { name: new RegExp(title) }).click()
  await expect(page).toHaveURL(/\/collections\/\d+$/)
  await expect(page.locator('main a[data-over]')).toHaveCount(2)
  await page.goto('/places/2267057')
  await expect(page.getByText('Lisbon').first()).toBeVisible()
  await expect(page.getByText('Portugal')).toBeVisible()
})

test('one’s own collection is renamed, hidden, emptied down to a post and deleted', async ({ browser }) => {
  test.slow()
  const { page, handle } = await newcomer(browser)
  const ids: string[] = []
  for (const name of ['A first gate', 'A second gate']) ids.push((await publish(page, handle, name)).split('/').at(-1)!)
  const title = `Gates ${Date.now()}`
  const made = await ask(page, 'POST', '/api/rossgram/v1/collections', { title, visibility: 'public', post_ids: ids })

  await page.goto(`/@${handle}/${ids[0]}`)
  await page.getByRole('button', { name: /^(More about this post|Ещё о публикации)$/ }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(Collections|Подборки)$/ })
    .click()
  const held = page.getByRole('dialog').getByRole('button', { name: new RegExp(title) })
  await expect(held).toHaveAttribute('aria-pressed', 'true')
  await held.click()
  await expect(page.getByText(/Taken out of|Убрано из/)).toBeVisible()
  await expect(held).toHaveAttribute('aria-pressed', 'false')

  await page.goto(`/collections/${made.id}`)
  await expect(page.locator('main a[data-over]')).toHaveCount(1)
  const menu = page.getByRole('button', { name: /^(More about this collection|Ещё о подборке)$/ })
  await menu.click()
  await page.getByRole('button', { name: /^(Edit collection|Изменить подборку)$/ }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel(/^(Name|Название)$/).fill(`${title} again`)
  await sheet.getByRole('combobox').selectOption('draft')
  await sheet.getByRole('button', { name: /^(Save|Сохранить)$/ }).click()
  await expect(sheet).toHaveCount(0)
  await expect(page.getByText(`${title} again`).first()).toBeVisible()
  const { page: stranger } = await newcomer(browser)
  await stranger.goto(`/collections/${made.id}`)
  await expect(stranger.getByRole('heading', { name: /Nothing is here|Здесь ничего нет/ }).last()).toBeVisible()

  await menu.click()
  await sheet.getByRole('button', { name: /^(Delete collection|Удалить подборку)$/ }).click()
  await sheet.getByRole('button', { name: /^(Delete for good\?|Удалить навсегда\?)$/ }).click()
  await expect(page).toHaveURL(`/@${handle}`)
  await expect(page.locator('p[role=status].shown')).toHaveText(/its posts stay|публикации остались/)
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
test(
  'the magnifier of a phone opens what everybody posted, with the field to search above it',
  PHONE,
  async ({ page }) => {
    await signIn(page, 'ines')
    await page
      .getByRole('navigation')
      .getByRole('link', { name: /Search|Поиск/ })
      .click()
    await expect(page.getByRole('searchbox')).toBeVisible()
    await expect(page.getByRole('main').getByRole('link').nth(8)).toBeVisible()
    await page.getByRole('searchbox').fill('kof')
    await expect(page.getByRole('main').getByRole('link').first()).toHaveAccessibleName(/kofi/i)
  },
)
