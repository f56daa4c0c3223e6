import { test as base, type Browser, type Page, type TestInfo } from '@playwright/test'
import { signUp } from './door'

export { expect } from '@playwright/test'
export * from './door'

/** Journeys that one of the two has alone: the other has no such keys, or no such finger. */
export const DESKTOP = { tag: '@desktop' }
export const PHONE = { tag: '@phone' }
/** What the two make differently, or what the client stands by in both languages, so that neither stands for the other. */
export const EACH = { tag: '@each' }

/** Asks the API as the page that is open would. */
export const ask = (page: Page, method: string, path: string, body?: object) =>
  page.evaluate(
    async ([method, path, body]) => {
      const headers = { 'X-Rossgram': '1', 'Content-Type': 'application/json' }
      const answer = await fetch(path, { method, headers, body: body ? JSON.stringify(body) : undefined })
      return answer.json()
    },
    [method, path, body] as const,
  )

/** Closes the sheet that is open; until its entry of history is left, the browser goes nowhere else. */
export async function escape(page: Page) {
  const entries = () => page.evaluate(() => (history.state as { entries?: number } | null)?.entries ?? 0)
  const before = await entries()
  await page.keyboard.press('Escape')
  await base.expect.poll(entries).toBe(before - 1)
}

/** On the page of the local Stripe: pays by a card, which is one that every bank takes unless another is named. */
export async function payByCard(page: Page, card = '4242424242424242') {
  await page.locator('input[name=email]').fill('fan@example.com')
  await page.locator('input[name=card]').fill(card)
  await page.locator('button[value=pay]').click()
}

/** A page in a browser of its own, of somebody who has just signed up. */
export async function newcomer(browser: Browser) {
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage()
  const handle = await signUp(page)
  return { page, handle, id: (await ask(page, 'GET', '/api/v1/accounts/verify_credentials')).id as string }
}

/** Whoever is signed in can sell from now on: the desk leads to Stripe, which is told everything, and back. */
export async function onboard(page: Page) {
  await page.goto('/desk')
  await page.getByRole('combobox').selectOption('DE')
  await page.getByRole('button', { name: /Start at Stripe|Начать в Stripe/ }).click()
  await page.locator('button[value=complete]').click()
  await page.waitForURL(/\/desk/)
  await base.expect(page.getByText(/You can sell and be paid|Вы можете продавать/)).toBeVisible()
}

/** Publishes a photo for those who pay, and returns the address of its post. */
export const sellPhoto = (page: Page, handle: string, rossgram: object, alt: string) =>
  publish(page, handle, alt, { rossgram })

/** Publishes a photo, and returns the address of its post. */
export async function publish(page: Page, handle: string, alt: string, form: object = {}) {
  const { mimeType, buffer } = await photo(page, '#2a6f97')
  const body = { file: [...buffer], mimeType, alt }
  const id = await page.evaluate(async ({ file, mimeType, alt }) => {
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(file)], { type: mimeType }), 'photo.jpg')
    form.append('description', alt)
    const made = await fetch('/api/v2/media', { method: 'POST', headers: { 'X-Rossgram': '1' }, body: form })
    const { id } = await made.json()
    while ((await fetch(`/api/v1/media/${id}`, { headers: { 'X-Rossgram': '1' } })).status === 206)
      await new Promise((done) => setTimeout(done, 500))
    return id as string
  }, body)
  const post = await ask(page, 'POST', '/api/v1/statuses', { status: alt, media_ids: [id], ...form })
  return `/@${handle}/${post.id}`
}

/** A photo as a file: the page's own canvas draws it. */
export async function photo(page: Page, colour: string, width = 900, height = 1200) {
  const bytes = await page.evaluate(
    async ([colour, width, height]) => {
      const canvas = new OffscreenCanvas(width, height)
      const context = canvas.getContext('2d')!
      const shade = context.createLinearGradient(0, 0, width, height)
      shade.addColorStop(0, colour)
      shade.addColorStop(1, '#222')
      context.fillStyle = shade
      context.fillRect(0, 0, width, height)
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 })
      return [...new Uint8Array(await blob.arrayBuffer())]
    },
    [colour, width, height] as const,
  )
  return { name: `${colour}.jpg`, mimeType: 'image/jpeg', buffer: Buffer.from(bytes) }
}

/** With a SEED, of a journey that both make one makes it alone: another seed has the other half made. */
function isPlayed({ title, tags, project }: TestInfo) {
  const who = ['desktop', 'phone'].indexOf(project.name)
  if (!process.env.SEED || who < 0 || tags.length) return true
  return [...title].reduce((sum, letter) => sum + letter.charCodeAt(0), +process.env.SEED) % 2 === who
}

/** A page that nothing goes wrong on unseen: what the policy refuses, or a script throws, fails its test. */
export const test = base.extend<{ played: void; quiet: void }>({
  played: [
    async ({}, use, info) => {
      info.skip(!isPlayed(info), 'the other makes this one')
      await use()
    },
    { auto: true },
  ],
  quiet: [
    async ({ page }, use) => {
      const wrong: string[] = []
      page.on('pageerror', (error) => wrong.push(error.message))
      // Playwright's trace asks for the previews of files by itself.
      const refused = /^(?!Connecting to 'blob:).*(Content Security|Trusted)/
      page.on('console', (line) => refused.test(line.text()) && wrong.push(line.text()))
      await use()
      base.expect(wrong).toEqual([])
    },
    { auto: true },
  ],
})
