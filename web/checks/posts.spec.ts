import { DESKTOP, EACH, PHONE, ask, called, expect, signIn, signUp, test } from './app'

// A phone opens the page.
test(
  'a post opens over the grid under its own address, is walked from, and closed by a key',
  DESKTOP,
  async ({ page }) => {
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
  },
)

test('the skip link leads the focus to what the page is about', DESKTOP, async ({ page }) => {
  await page.goto('/explore')
  await expect(page.getByRole('main').getByRole('img').first()).toBeVisible()
  await page.locator('.skip').focus()
  await page.keyboard.press('Enter')
  await expect(page.locator('#main')).toBeFocused()
  await expect(page).toHaveURL('/explore')
})

test('a post that is not there says so, and so does an address', async ({ page }) => {
  for (const path of ['/@kofi/1', '/@nobody_at_all', '/no/such/page']) {
    await page.goto(path)
    await expect(page.getByRole('heading', { name: /Nothing is here|Здесь ничего нет/ }).last()).toBeVisible()
  }
})

test('a closed account is asked, lets in, and is seen from then on', EACH, async ({ page, browser }) => {
  const owner = await (await browser.newContext({ locale: 'en-GB' })).newPage()
  const handle = await signUp(owner)
  await ask(owner, 'PATCH', '/api/v1/accounts/update_credentials', { locked: true })
  const fan = await signUp(page)
  await page.goto(`/@${handle}`)
  await expect(page.getByText(/This account is private|Это закрытый аккаунт/)).toBeVisible()
  // The button says so before the server does.
  const asked = page.waitForResponse(/\/follow$/)
  await page.getByRole('button', { name: called.follow }).click()
  await expect(page.getByRole('button', { name: called.requested })).toBeVisible()
  await asked

  await owner.goto('/notifications')
  await expect(owner.getByText(fan).first()).toBeVisible()
  await owner.getByRole('button', { name: /^Follow requests/ }).click()
  await owner.getByRole('button', { name: called.confirm }).click()
  await expect(owner.getByRole('button', { name: called.confirm })).toHaveCount(0)

  await page.reload()
  await expect(page.getByRole('button', { name: called.following })).toBeVisible()
  await expect(page.getByText(/No posts yet|Публикаций пока нет/)).toBeVisible()
})

// A phone opens the page.
test('a like in the dialog shows in the feed below it', DESKTOP, async ({ page }) => {
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

// A mouse shows how often it was liked.
test(
  'a finger that stays on a tile shows the post for as long as it does, and leads nowhere',
  PHONE,
  async ({ page }) => {
    await page.goto('/@kofi')
    const tile = page.locator('main a[data-over]').first()
    await expect(tile.getByRole('img')).toBeVisible()
    const { x, y, width, height } = (await tile.boundingBox())!
    const finger = await page.context().newCDPSession(page)
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: { x: number; y: number }[]) =>
      finger.send('Input.dispatchTouchEvent', { type, touchPoints })
    const at = { x: x + width / 2, y: y + height / 2 }
    await touch('touchStart', at)
    const peek = page.locator('[popover]')
    await expect(peek).toBeVisible()
    expect((await peek.locator('picture img').boundingBox())!.width).toBeGreaterThan(width * 2)
    // A finger shakes.
    await touch('touchMove', { x: at.x, y: at.y + 40 })
    await expect(peek).toBeVisible()
    await touch('touchEnd')
    await expect(peek).toHaveCount(0)
    await expect(page).toHaveURL('/@kofi')
    await tile.tap()
    await expect(page).toHaveURL(/@kofi\/\d+$/)
  },
)

// A phone has none.
test('a wide desktop has a wide rail', DESKTOP, async ({ page }) => {
  for (const [screen, rail] of [
    [1000, 72],
    [1300, 244],
    [1920, 335],
  ] as const) {
    await page.setViewportSize({ width: screen, height: 900 })
    await page.goto('/explore')
    const box = await page.getByRole('navigation').first().boundingBox()
    expect(box!.width).toBe(rail)
  }
})
