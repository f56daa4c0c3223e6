import type { Page, Response } from '@playwright/test'
import { ask, expect, signIn, test } from './app'

/** Opens an address while the API keeps its readers waiting; returns what was asked for by then, and what ends it. */
async function openHeld(page: Page, path: string) {
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url().replace(/^https?:\/\/[^/]+/, '')))
  let release = () => {}
  const released = new Promise<void>((done) => (release = done))
  await page.route(/\/api\/(v\d|rossgram)/, async (route) => {
    await released
    await route.continue()
  })
  await page.goto(path)
  return { asked, release }
}
const isPhoto = (address: string) =>
  /^\/media\/.*\.(avif|jpg)$/.test(address) && !/\/(avatar|square)\.jpg$/.test(address)
const isSession = (address: string) => address === '/api/rossgram/v1/session'
const firstPhoto = (page: Page) => page.locator('main picture img').first()

test('the feed is asked for with the session, and its photo is the next', async ({ page }) => {
  const { asked, release } = await openHeld(page, '/')
  await expect.poll(() => asked.some((one) => one.startsWith('/api/v1/timelines/public'))).toBe(true)
  expect(asked.some(isSession)).toBe(true)
  expect(asked.filter(isPhoto)).toEqual([])

  release()
  await expect(firstPhoto(page)).toHaveJSProperty('complete', true)
  expect(asked.filter((one) => one.startsWith('/api/v1/timelines/'))).toHaveLength(1)
  expect(asked.filter(isSession)).toHaveLength(1)
})

test('a post, its comments and its photo are asked for at once, and each once', async ({ page }) => {
  await page.goto('/@mira')
  const post = (await page.locator('main a[data-over]').first().getAttribute('href'))!
  const fresh = await page.context().newPage()
  const { asked, release } = await openHeld(fresh, post)
  const id = post.split('/').pop()
  const wanted = [`/api/v1/statuses/${id}`, `/api/v1/statuses/${id}/context`, '/api/rossgram/v1/session']
  await expect.poll(() => wanted.every((one) => asked.includes(one))).toBe(true)
  await expect.poll(() => asked.filter(isPhoto)).toHaveLength(1)

  release()
  await expect(firstPhoto(fresh)).toHaveJSProperty('complete', true)
  for (const one of [...wanted, asked.find(isPhoto)]) expect(asked.filter((other) => other === one)).toHaveLength(1)
})

test('a profile and its posts are asked for at once, and each once', async ({ page }) => {
  const { asked, release } = await openHeld(page, '/@mira')
  const posts = () => asked.filter((one) => /^\/api\/v1\/accounts\/\d+\/statuses\?/.test(one))
  await expect.poll(() => asked.filter((one) => one.startsWith('/api/v1/accounts/lookup'))).toHaveLength(1)
  await expect.poll(posts).toHaveLength(2)

  release()
  await expect(firstPhoto(page)).toHaveJSProperty('complete', true)
  expect(posts()).toHaveLength(2)
  expect(asked.filter((one) => one.startsWith('/api/v1/accounts/lookup'))).toHaveLength(1)
})

test('a campaign and its cover are asked for at once, and each once', async ({ page }) => {
  await page.goto('/')
  const [campaign] = await ask(page, 'GET', '/api/rossgram/v1/campaigns?list=nearly_there')
  const fresh = await page.context().newPage()
  const { asked, release } = await openHeld(fresh, `/campaigns/${campaign.id}`)
  const wanted = `/api/rossgram/v1/campaigns/${campaign.id}`
  await expect.poll(() => asked.filter((one) => one === wanted)).toHaveLength(1)
  await expect.poll(() => asked.filter(isPhoto)).toHaveLength(1)

  release()
  await expect(firstPhoto(fresh)).toHaveJSProperty('complete', true)
  expect(asked.filter((one) => one === wanted)).toHaveLength(1)
  expect(asked.filter((one) => one === asked.find(isPhoto))).toHaveLength(1)
})

test('whoever was signed in has their own feed asked for at once', async ({ page }) => {
  await signIn(page, 'mira')
  const fresh = await page.context().newPage()
  const { asked, release } = await openHeld(fresh, '/')
  await expect.poll(() => asked.filter((one) => one.startsWith('/api/v1/timelines/home'))).toHaveLength(1)
  expect(asked.filter((one) => one.startsWith('/api/v1/timelines/public'))).toEqual([])

  release()
  await expect(firstPhoto(fresh)).toBeVisible()
  expect(asked.filter((one) => one.startsWith('/api/v1/timelines/home'))).toHaveLength(1)
  expect(asked.filter(isSession)).toHaveLength(1)
})

test('what was asked for as somebody else is asked for again', async ({ page }) => {
  await signIn(page, 'mira')
  await page.evaluate(() => (sessionStorage.removeItem('account'), localStorage.removeItem('account')))
  const { asked, release } = await openHeld(page, '/')
  await expect.poll(() => asked.some((one) => one.startsWith('/api/v1/timelines/public'))).toBe(true)

  release()
  await expect.poll(() => asked.filter((one) => one.startsWith('/api/v1/timelines/home'))).toHaveLength(1)
  await expect(firstPhoto(page)).toBeVisible()
})

test('the icons are fetched once', async ({ page }) => {
  const answered: Response[] = []
  page.on('response', (answer) => {
    if (/\/icons[^/]*\.svg$/.test(answer.url()) && !answer.fromServiceWorker()) answered.push(answer)
  })
  await page.goto('/')
  await expect(firstPhoto(page)).toBeVisible()
  await page.waitForLoadState('networkidle')
  const sizes = await Promise.all(answered.map(async (one) => (await one.request().sizes()).responseBodySize))
  expect(sizes.filter((size) => size > 0)).toHaveLength(1)
})
