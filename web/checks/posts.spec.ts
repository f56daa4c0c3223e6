import { ask, called, expect, photo, signIn, signUp, test } from './app'

test('an album is composed, published, turned by its keys and talked about', async ({ page }) => {
  test.slow()
  const handle = await signUp(page)
  await page.goto('/compose')
  const files = [await photo(page, '#c0392b'), await photo(page, '#2980b9'), await photo(page, '#27ae60')]
  await page.locator('input[type=file]').first().setInputFiles(files)
  await expect(page.locator('p.ready')).toHaveCount(3, { timeout: 60_000 })
  await page.getByPlaceholder(called.alt).first().fill('Red above, dark below')
  await page.getByPlaceholder(called.caption).fill('Three colours\n\nand a second paragraph #colours')
  await page.getByRole('button', { name: called.share }).click()
  await page.waitForURL('/')

  await page.goto(`/@${handle}`)
  await page.getByRole('link', { name: 'Red above, dark below' }).click()
  const post = page.getByRole('article').first()
  const album = post.getByRole('group', { name: /1.*3/ })
  await album.press('ArrowRight')
  await expect(post.getByRole('group', { name: /2.*3/ })).toBeVisible()
  await expect(post.getByRole('link', { name: '#colours' })).toHaveAttribute('href', '/tags/colours')

  await post.getByPlaceholder(called.comment).fill('سلام, and 👋')
  await post.getByRole('button', { name: called.send }).click()
  await expect(post.getByText('سلام, and 👋')).toBeVisible()
  await expect(post.getByPlaceholder(called.comment)).toHaveValue('')
})

test('an upload that fails is sent again, and nothing that was typed is lost', async ({ page }) => {
  await signUp(page)
  let times = 0
  await page.route('**/api/rossgram/v1/uploads', (route) =>
    times++ ? route.continue() : route.fulfill({ status: 503, json: { error: 'Busy' } }),
  )
  await page.goto('/compose')
  await page.getByPlaceholder(called.caption).fill('Kept')
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([await photo(page, '#8e44ad')])
  await page.getByRole('button', { name: /Try again|Повторить/ }).click()
  await expect(page.locator('p.ready')).toBeVisible({ timeout: 45_000 })
  await expect(page.getByPlaceholder(called.caption)).toHaveValue('Kept')
})

test('a post opens over the grid under its own address, is walked from, and closed by a key', async ({
  page,
  isMobile,
}) => {
  test.skip(isMobile, 'a phone opens the page')
  await page.goto('/@kofi')
  const tiles = page.locator('main a[data-over]')
  await tiles.first().click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('article').first()).toBeVisible()
  const first = page.url()
  expect(first).toMatch(/\/@kofi\/\d+$/)
  await dialog.getByRole('button', { name: /Next post|Следующая/ }).click()
  await expect(page).not.toHaveURL(first)
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(page).toHaveURL('/@kofi')
  await page.goto(first)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('article').first()).toBeVisible()
})

test('the feed stays where it was read when its reader comes back', async ({ page }) => {
  await signIn(page, 'ines')
  await page.getByRole('article').nth(6).scrollIntoViewIfNeeded()
  await page.waitForTimeout(300)
  const read = await page.evaluate(() => scrollY)
  expect(read).toBeGreaterThan(1000)
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /Campaigns|Сборы/ })
    .locator('visible=true')
    .click()
  await expect(page).toHaveURL('/campaigns')
  await page.goBack()
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(read - 400)
})

test('a post that is not there says so, and so does an address', async ({ page }) => {
  for (const path of ['/@kofi/1', '/@nobody_at_all', '/no/such/page']) {
    await page.goto(path)
    await expect(page.getByRole('heading', { name: /Nothing is here|Здесь ничего нет/ }).last()).toBeVisible()
  }
})

test('a closed account is asked, lets in, and is seen from then on', async ({ page, browser }) => {
  const owner = await (await browser.newContext({ locale: 'en-GB' })).newPage()
  const handle = await signUp(owner)
  await ask(owner, 'PATCH', '/api/v1/accounts/update_credentials', { locked: true })
  const fan = await signUp(page)
  await page.goto(`/@${handle}`)
  await expect(page.getByText(/This account is private|Это закрытый аккаунт/)).toBeVisible()
  await page.getByRole('button', { name: called.follow }).click()
  await expect(page.getByRole('button', { name: called.requested })).toBeVisible()

  await owner.goto('/notifications')
  await expect(owner.getByText(fan).first()).toBeVisible()
  await owner.getByRole('button', { name: /^Follow requests/ }).click()
  await owner.getByRole('button', { name: called.confirm }).click()
  await expect(owner.getByRole('button', { name: called.confirm })).toHaveCount(0)

  await page.reload()
  await expect(page.getByRole('button', { name: called.following })).toBeVisible()
  await expect(page.getByText(/No posts yet|Публикаций пока нет/)).toBeVisible()
})

test('a like in the dialog shows in the feed below it', async ({ page, isMobile }) => {
  test.skip(isMobile, 'a phone opens the page')
  await signIn(page, 'ines')
  const post = page
    .getByRole('article')
    .filter({ hasNot: page.locator('.lock') })
    .nth(2)
  const like = post.getByRole('button', { name: called.like })
  const before = await like.getAttribute('aria-pressed')
  await post.getByRole('button', { name: /^(Comment|Комментировать)$/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: called.like }).click()
  await expect(dialog.getByRole('button', { name: called.like })).not.toHaveAttribute('aria-pressed', before!)
  await page.waitForLoadState('networkidle')
  await page.keyboard.press('Escape')
  await expect(like).not.toHaveAttribute('aria-pressed', before!)
})
