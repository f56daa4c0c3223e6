import type { CDPSession, Page } from '@playwright/test'
import { PHONE, ask, called, expect, newcomer, photo, publish, signUp, test } from './app'

const suggested = /^(Suggested hashtags|Подходящие хештеги)$/
const search = /Find a live campaign|Найти идущий сбор/
const nothing = /No live campaign by that name|Идущих сборов с таким названием нет/
const emptied = /^(Clear the field|Очистить поле)$/
const here = /^(Push notifications|Push-уведомления)/

/** A finger that goes down the screen in steps, and is lifted. */
async function pull(finger: CDPSession, way: number) {
  const at = (y: number) => ({ touchPoints: [{ x: 180, y }] })
  await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', ...at(220) })
  for (let y = 0; y <= way; y += 20)
    await finger.send('Input.dispatchTouchEvent', { type: 'touchMove', ...at(220 + y) })
  await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
}

// A finger pulls.
test('a feed that is pulled down far enough shows what was published meanwhile', PHONE, async ({ page, browser }) => {
  const author = await newcomer(browser)
  await publish(author.page, author.handle, 'A pier in the morning')
  await signUp(page)
  await ask(page, 'POST', `/api/v1/accounts/${author.id}/follow`)
  await page.reload()
  const first = page.getByRole('article').filter({ hasText: 'A pier in the morning' })
  await expect(first).toBeVisible({ timeout: 30_000 })
  await publish(author.page, author.handle, 'A pier at night')
  const home = '/api/v1/timelines/home'
  const newest = async () => ((await ask(page, 'GET', home)) as { content: string }[])[0]!.content
  await expect.poll(newest).toContain('A pier at night')

  let asked = 0
  page.on('request', (request) => (asked += +(new URL(request.url()).pathname === home)))
  const finger = await page.context().newCDPSession(page)
  await pull(finger, 80)
  await expect(page.getByText('A pier at night')).toHaveCount(0)
  expect(asked).toBe(0)
  await pull(finger, 240)
  await expect(page.getByRole('article').first()).toContainText('A pier at night')
  await expect(first).toBeAttached()
})

/** Begins a hashtag in a field, and takes what is suggested. */
async function takes(page: Page, field: ReturnType<Page['getByPlaceholder']>) {
  await field.click()
  await field.pressSequentially('Grey #marb')
  await page.getByRole('list', { name: suggested }).getByRole('button', { name: '#marbling', exact: true }).click()
  await expect(field).toHaveValue('Grey #marbling ')
  await expect(field).toBeFocused()
  await page.keyboard.type('indeed')
  await expect(field).toHaveValue('Grey #marbling indeed')
  await expect(page.getByRole('list', { name: suggested })).toHaveCount(0)
}

test('a hashtag that is begun in a caption or a comment is finished by a press', async ({ page }) => {
  await signUp(page)
  await page.goto('/compose')
  const file = await photo(page, '#5b7f95', 600, 800)
  await page.locator('input[type=file]').first().setInputFiles([file])
  await page.getByRole('button', { name: called.next }).click()
  await page.getByRole('button', { name: called.next }).click()
  await takes(page, page.getByPlaceholder(called.caption))

  const lena = await ask(page, 'GET', '/api/v1/accounts/lookup?acct=lena')
  const [post] = await ask(page, 'GET', `/api/v1/accounts/${lena.id}/statuses?limit=1`)
  await page.goto(`/@lena/${post.id}`)
  await takes(page, page.getByPlaceholder(called.comment).first())
})

test('a live campaign is found by a word of its title or by its creator, and what is not there has a word', async ({
  page,
}) => {
  await page.goto('/campaigns')
  const main = page.getByRole('main')
  const book = main.getByRole('link', { name: /A book of marbled paper/ })
  const north = main.getByRole('link', { name: /Север рядом/ })
  const lists = main.getByRole('group', { name: /^(Campaigns|Сборы)$/ })
  await expect(lists).toBeVisible()
  const field = main.getByRole('searchbox', { name: search })
  await field.fill('МАЛЕНЬКАЯ ')
  await expect(north.first()).toBeVisible()
  await expect(book).toHaveCount(0)
  await expect(lists).toHaveCount(0)
  await field.fill('lena')
  await expect(book.first()).toBeVisible()
  await expect(north).toHaveCount(0)
  await field.fill('no such thing at all')
  await expect(main.getByText(nothing)).toBeVisible()
  await main.getByRole('button', { name: emptied }).click()
  await expect(field).toHaveValue('')
  await expect(field).toBeFocused()
  await expect(lists).toBeVisible()
})

// Chromium without a head has no push service, so what it would answer stands in for it; the permission, the switch and
// what the server is told are real.
test('push notifications are switched on for a device, stay on, and are switched off', async ({ page, context }) => {
  await context.grantPermissions(['notifications'])
  await page.addInitScript(() => {
    const kept = () => sessionStorage.getItem('push')
    const device = () => {
      const found = JSON.parse(kept()!) as { endpoint: string }
      return { ...found, toJSON: () => found }
    }
    PushManager.prototype.getSubscription = () => Promise.resolve((kept() ? device() : null) as PushSubscription | null)
    PushManager.prototype.subscribe = async () => {
      const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits'])
      const point = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
      const text = (bytes: Uint8Array) =>
        btoa(String.fromCharCode(...bytes))
          .replaceAll('+', '-')
          .replaceAll('/', '_')
          .replaceAll('=', '')
      const keys = { p256dh: text(point), auth: text(crypto.getRandomValues(new Uint8Array(16))) }
      sessionStorage.setItem('push', JSON.stringify({ endpoint: 'https://push.example.com/device', keys }))
      return device() as unknown as PushSubscription
    }
  })
  await signUp(page)
  await page.evaluate(() => navigator.serviceWorker.ready)
  await page.goto('/settings/notifications')
  const toggle = page.getByRole('switch', { name: here })
  await expect(toggle).not.toBeChecked()
  await toggle.click()
  await expect(toggle).toBeChecked()
  const known = () => ask(page, 'GET', '/api/v1/push/subscription')
  await expect.poll(async () => (await known()).endpoint).toBe('https://push.example.com/device')
  expect((await known()).alerts).toMatchObject({ campaign_needs_you: true, mention: true })
  await page.reload()
  await expect(toggle).toBeChecked()
  await toggle.click()
  await expect(toggle).not.toBeChecked()
  await expect.poll(async () => (await known()).endpoint).toBeUndefined()
  await page.reload()
  await expect(toggle).not.toBeChecked()
})
