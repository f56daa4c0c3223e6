import { ask, called, expect, newcomer, publish, signIn, test } from './app'

test('a like that the server refuses is taken back, and the reader is told', async ({ page }) => {
  await signIn(page, 'mira')
  await page.route('**/favourite', (route) => route.fulfill({ status: 503, json: { error: 'Busy' } }))
  const like = page.getByRole('button', { name: called.like }).and(page.locator('[aria-pressed=false]')).first()
  const post = page.getByRole('article').filter({ has: like }).first()
  const mine = post.getByRole('button', { name: called.like })

  await mine.press('Enter')

  await expect(page.locator('p[role=status].shown')).toHaveText(/cannot do this now|не справляется/)
  await expect(mine).toHaveAttribute('aria-pressed', 'false')
  await expect(mine).toBeFocused()
})

test('the number of likes leads to who likes a post, and the focus back to it', async ({ browser }) => {
  const author = await newcomer(browser)
  const address = await publish(author.page, author.handle, 'A gate that somebody likes')
  const { page, handle } = await newcomer(browser)
  await ask(page, 'POST', `/api/v1/statuses/${address.split('/').at(-1)}/favourite`)
  await page.goto(address)
  const likes = page.getByRole('button', { name: /^(1 like|1 отметка)$/ })
  await likes.click()
  const sheet = page.getByRole('dialog', { name: /^(Likes|Кому понравилось)$/ })
  await expect(sheet.getByRole('link', { name: handle })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(sheet).toHaveCount(0)
  await expect(likes).toBeFocused()
})

test('a double tap likes and shows a heart, and a second one takes nothing back', async ({ page }) => {
  await signIn(page, 'yuki')
  const post = page
    .getByRole('article')
    .filter({ hasNot: page.locator('.lock') })
    .first()
  const like = post.getByRole('button', { name: called.like })
  const photo = post.locator('.photos .photos')

  await page.waitForLoadState('networkidle')
  await photo.evaluate((element) => element.scrollIntoView({ block: 'center' }))
  // What is below is drawn as the page moves, and a busy page takes two taps for one and one.
  await expect(page.getByRole('article').nth(2)).toBeAttached()
  for (const _ of [1, 2]) {
    const box = (await photo.boundingBox())!
    const at = [box.x + box.width / 2, box.y + box.height / 2] as const
    if (test.info().project.name === 'phone') {
      await page.touchscreen.tap(...at)
      await page.touchscreen.tap(...at)
    } else await page.mouse.dblclick(...at)
    await expect(photo.locator('.heart').first()).toBeAttached()
    await expect(like).toHaveAttribute('aria-pressed', 'true')
  }
})

test('whoever is not signed in is led to the door and back', async ({ page }) => {
  await page.goto('/@mira')
  await page.getByRole('button', { name: called.follow }).click()
  await expect(page).toHaveURL(/sign-in\?next=%2F%40mira/)
  await page.getByLabel(called.name).fill('yuki')
  await page.getByLabel(called.password).fill('rossgram on this machine')
  await page.getByRole('button', { name: called.in }).click()
  await expect(page).toHaveURL('/@mira')
})

test('a post that is shared again comes to followers with who shares it, until that is taken back', async ({
  browser,
}) => {
  test.slow()
  const author = await newcomer(browser)
  const address = await publish(author.page, author.handle, 'A boat that is shared again')
  const sharer = await newcomer(browser)
  const { page: fan } = await newcomer(browser)
  await ask(fan, 'POST', `/api/v1/accounts/${sharer.id}/follow`)

  const choose = async (name: RegExp) => {
    await sharer.page.getByRole('button', { name: /^(More about this post|Ещё о публикации)$/ }).click()
    await sharer.page.getByRole('dialog').getByRole('button', { name }).click()
  }
  await sharer.page.goto(address)
  await sharer.page.route('**/reblog', (route) => route.fulfill({ status: 503, json: { error: 'Busy' } }), { times: 1 })
  await choose(/^(Share to your followers|Поделиться с подписчиками)$/)
  await expect(sharer.page.locator('p[role=status].shown')).toHaveText(/cannot do this now|сейчас не справляется/)
  await choose(/^(Share to your followers|Поделиться с подписчиками)$/)
  await expect(sharer.page.getByText(/Your followers see this post now|Теперь публикацию видят/)).toBeVisible()

  const shared = fan.getByRole('link', { name: new RegExp(`^${sharer.handle} (shared|делится)$`) })
  await expect(async () => {
    await fan.goto('/')
    await expect(shared).toBeVisible({ timeout: 3000 })
  }).toPass({ timeout: 40_000 })
  await expect(shared).toHaveAttribute('href', `/@${sharer.handle}`)

  await choose(/^(Stop sharing to your followers|Больше не делиться с подписчиками)$/)
  await expect(sharer.page.getByText(/You no longer share this post|Вы больше не делитесь/)).toBeVisible()
})
