import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { DESKTOP, expect, signIn, test } from './app'

const KB = 1024
const dist = new URL('../dist/', import.meta.url)
const gz = (file: string) => gzipSync(readFileSync(new URL(file, dist))).length / KB

/** What a page loads of scripts and styles before it shows something, compressed. */
async function loaded(page: import('@playwright/test').Page, path: string, language = 'en') {
  await page.addInitScript((spoken) => localStorage.setItem('language', spoken), language)
  const asked = new Set<string>()
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (/^\/assets\/.*\.(js|css)$/.test(pathname)) asked.add(pathname.slice(1))
  })
  await page.goto(path)
  await page.waitForLoadState('networkidle')
  const sum = (suffix: string) =>
    [...asked].filter((one) => one.endsWith(suffix)).reduce((size, one) => size + gz(one), 0)
  return { js: sum('.js'), css: sum('.css') }
}

/** The scripts of an address that is opened first, in a tab of its own. */
async function scripts(page: import('@playwright/test').Page, path: string) {
  const tab = await page.context().newPage()
  const { js } = await loaded(tab, path)
  await tab.close()
  return js
}

// Bytes are the same on a phone.
test('the signed-out feed and a post take at most 90 KB of scripts, and any route 120', DESKTOP, async ({ page }) => {
  expect((await loaded(page, '/')).js).toBeLessThan(90)
  await page.goto('/@kofi')
  const post = await page.locator('main a[data-over]').first().getAttribute('href')
  const fresh = await page.context().newPage()
  const seen = await loaded(fresh, post!)
  expect(seen.js).toBeLessThan(90)
  expect(seen.css).toBeLessThan(25)
  await page.goto('/@lena')
  const locked = await page
    .locator('main a[data-over]', { hasText: /4[.,]50/ })
    .first()
    .getAttribute('href')
  await page.goto('/campaigns')
  const campaign = await page.locator('main a[href^="/campaigns/"]:not([href$=new])').first().getAttribute('href')
  const open = ['/@kofi', '/sign-up', '/explore', '/campaigns', '/search', locked!, campaign!]
  for (const path of open) expect(await scripts(page, path), path).toBeLessThan(120)
})

test('what is behind the door takes at most 120 KB of scripts, too', DESKTOP, async ({ page }) => {
  await signIn(page, 'lena')
  for (const path of ['/compose', '/desk', '/settings', '/direct'])
    expect(await scripts(page, path), path).toBeLessThan(120)
})

// Cyrillic takes two bytes a letter: a page takes some 2 KB more than in English.
test('the first pages of a guest who reads Russian take no more', DESKTOP, async ({ browser }) => {
  const guest = async () => (await browser.newContext({ locale: 'ru-RU' })).newPage()
  const page = await guest()
  expect((await loaded(page, '/', 'ru')).js).toBeLessThan(90)
  await page.goto('/@kofi')
  const post = await page.locator('main a[data-over]').first().getAttribute('href')
  expect((await loaded(await guest(), post!, 'ru')).js).toBeLessThan(90)
})

test('no chunk has more than 60 KB, and all styles together less than 25', DESKTOP, () => {
  const files = readdirSync(new URL('assets/', dist)).map((file) => `assets/${file}`)
  for (const file of files) if (file.endsWith('.js')) expect(gz(file), file).toBeLessThan(60)
  expect(files.filter((file) => file.endsWith('.css')).reduce((size, file) => size + gz(file), 0)).toBeLessThan(25)
})

test('nothing moves while the feed arrives', DESKTOP, async ({ page }) => {
  await signIn(page, 'mira')
  await page.addInitScript(() => {
    Object.assign(window, { shift: 0 })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
        if (!entry.hadRecentInput) (window as unknown as { shift: number }).shift += entry.value
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await page.goto('/')
  await page.waitForLoadState('networkidle')
  expect(await page.evaluate(() => (window as unknown as { shift: number }).shift)).toBeLessThanOrEqual(0.05)
})
