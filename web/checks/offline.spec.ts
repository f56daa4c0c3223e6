import { ask, expect, signUp, test } from './app'

const offline = /You are offline|Нет подключения к интернету/
const online = /You are back online|Вы снова в сети/

test('without a network the client opens and says so, and keeps nothing of what anybody was answered', async ({
  page,
  context,
}) => {
  await signUp(page)
  await page.evaluate(() => navigator.serviceWorker.ready)
  // A worker that is new takes over with the page after it.
  await page.goto('/explore')
  await expect(page.getByRole('main').getByRole('img').first()).toBeVisible()
  const me = await ask(page, 'GET', '/api/v1/accounts/verify_credentials')
  expect(me.id).toBeTruthy()

  const kept = await page.evaluate(async () => {
    const caches = await Promise.all((await window.caches.keys()).map((name) => window.caches.open(name)))
    const requests = await Promise.all(caches.map((cache) => cache.keys()))
    return requests.flat().map((request) => new URL(request.url).pathname)
  })
  expect(kept).toContain('/')
  expect(kept.filter((path) => !/^\/$|^\/assets\/[\w.-]+$|^\/\w+\.svg$/.test(path))).toEqual([])

  await context.setOffline(true)
  await expect(page.getByRole('status').filter({ hasText: offline })).toBeVisible()
  await page.goto('/notifications').catch(() => undefined)
  await page.goto('/explore')
  await expect(page.getByRole('heading', { level: 1 })).toBeAttached()
  await expect(page.getByRole('status').filter({ hasText: offline })).toBeVisible()

  await context.setOffline(false)
  await expect(page.getByRole('main').getByRole('img').first()).toBeVisible()
})

test('who is there as the network comes back is told, and stays where they are', async ({ page, context }) => {
  await page.goto('/explore')
  await expect(page.getByRole('main').getByRole('img').first()).toBeVisible()
  await context.setOffline(true)
  await expect(page.getByRole('status').filter({ hasText: offline })).toBeVisible()
  await context.setOffline(false)
  await expect(page.getByRole('status').filter({ hasText: online })).toBeVisible()
})

test.describe('without what is kept', () => {
  test.use({ serviceWorkers: 'block' })

  test('a screen whose file is gone after a deployment is asked for anew, once', async ({ page }) => {
    await page.goto('/')
    let pages = 0
    page.on('request', (request) => request.isNavigationRequest() && pages++)
    await page.route('**/assets/Campaigns-*.js', (route) => route.fulfill({ status: 404 }))
    await page
      .getByRole('navigation')
      .getByRole('link', { name: /^(Campaigns|Сборы)$/ })
      .locator('visible=true')
      .click()
    await expect(page.getByRole('button', { name: /Try again|Повторить/ })).toBeVisible()
    expect(pages).toBe(1)
  })

  test('a section of the settings whose file is gone is asked for anew, then by a press, and comes', async ({
    page,
  }) => {
    await page.route('**/assets/Look-*.js', (route) => route.fulfill({ status: 404 }))
    await page.goto('/settings/look')
    const again = page.getByRole('button', { name: /Try again|Повторить/ })
    await expect(again).toBeVisible()
    await page.unroute('**/assets/Look-*.js')
    await again.click()
    await expect(page.getByRole('radio').first()).toBeVisible()
  })
})

test('an address that nothing has is 404 and the client says so', async ({ page }) => {
  for (const path of ['/no-such-thing', '/@nobody_at_all', '/@mira/115000000000000000', '/settings/none/of/them']) {
    const answer = await page.goto(path)
    expect(answer?.status(), path).toBe(404)
    await expect(page.getByText(/Nothing is here|Здесь ничего нет/).last(), path).toBeVisible()
  }
})

test('a hashtag whose address was mistyped is a hashtag that nobody used', async ({ page }) => {
  await page.goto('/explore')
  // Before that a link is followed by the browser.
  await expect(page.locator('main a[data-over]').first()).toBeVisible()
  await page.evaluate(() => {
    const link = Object.assign(document.createElement('a'), { href: '/tags/%zz' })
    document.body.append(link)
    link.click()
  })
  await expect(page.getByRole('heading', { level: 1, name: '#%zz' })).toBeAttached()
})
