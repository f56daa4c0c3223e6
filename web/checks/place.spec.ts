import { expect, signIn, test } from './app'

test('the feed stays where it was read when its reader comes back', async ({ page }) => {
  await signIn(page, 'ines')
  await expect(page.getByRole('article').nth(1)).toBeVisible()
  // The feed is drawn as far as its reader comes.
  for (let turns = 0; turns < 10; turns++) {
    await page.evaluate(() => scrollBy(0, 400))
    await page.waitForTimeout(200)
  }
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

test('a slow answer renames no other page', async ({ page }) => {
  await page.goto('/explore')
  const link = page.getByRole('main').locator('a[href^="/@"]').first()
  const post = /\d+$/.exec((await link.getAttribute('href'))!)![0]
  await page.route(`**/api/v1/statuses/${post}`, async (route) => {
    await new Promise((done) => setTimeout(done, 2500))
    await route.continue().catch(() => undefined)
  })
  // Whoever it is by, the id says which post it is.
  await page.goto(`/@nobody/${post}`)
  await page
    .getByRole('link', { name: /^(Explore|Обзор|Home|Главная)$/ })
    .locator('visible=true')
    .first()
    .click()
  const left = new URL(page.url()).pathname
  await page.waitForTimeout(3500)
  expect(new URL(page.url()).pathname).toBe(left)
  expect(left).not.toContain(post)
})

// A phone has no keys.

test('a profile is as far down as it was read, though its posts come late', async ({ page }) => {
  await page.setViewportSize({ width: 400, height: 300 })
  await page.goto('/@kofi')
  const main = page.getByRole('main')
  await expect(main.locator('a[data-over]').first()).toBeVisible()
  await page.evaluate(() => scrollTo(0, 200))
  const read = await page.evaluate(() => scrollY)
  expect(read).toBeGreaterThan(100)
  // A press would scroll first.
  await main
    .locator('a[data-over]')
    .first()
    .evaluate((link) => (link as HTMLElement).click())
  await expect(page).toHaveURL(/@kofi\/\d+/)
  await page.route('**/api/v1/accounts/**', async (route) => {
    await new Promise((done) => setTimeout(done, 700))
    await route.continue().catch(() => undefined)
  })
  await page.goBack()
  await expect(page).toHaveURL('/@kofi')
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(read)
})
