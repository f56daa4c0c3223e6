import type { Page } from '@playwright/test'
import { EACH, ask, called, expect, onboard, photo, signIn, signUp, signUpByForm, test } from './app'
import { fromCamera } from './camera'

test.use({ actionTimeout: 20_000 })

const ready = (page: Page, n: number) => expect(page.locator('p.ready')).toHaveCount(n, { timeout: 60_000 })
const next = (page: Page) => page.getByRole('button', { name: called.next }).click()
const files = (page: Page) => page.locator('input[type=file]').first()
const fold = (page: Page, name: RegExp) => page.locator('summary', { hasText: name }).click()
const who = /Who can see|Кто может видеть/
type Post = {
  id: string
  content: string
  media_attachments: Media[]
  place: { name: string } | null
  rossgram: Access
}
type Media = { id: string; description: string; meta: { original: { width: number; height: number } } }
type Access = { access: string; list_id: string | null }
const mine = async (page: Page, handle: string) => {
  const { id } = (await ask(page, 'GET', `/api/v1/accounts/lookup?acct=${handle}`)) as { id: string }
  return (await ask(page, 'GET', `/api/v1/accounts/${id}/statuses`)) as Post[]
}

test(
  'an album from a camera is cut, toned, ordered, described, placed and published; a reload in the middle keeps it',
  EACH,
  async ({ page }) => {
    test.setTimeout(180_000)
    const handle = await signUpByForm(page)
    const list = (await ask(page, 'POST', '/api/v1/lists', { title: 'Climbers' })) as { id: string }
    await page.goto('/compose')
    await files(page).setInputFiles([fromCamera('JPEG', 'upright'), fromCamera('HEIF', 'phone', 1200, 900)])
    await page.getByRole('radio', { name: '1:1' }).check({ force: true })
    const stage = page.getByRole('application')
    await stage.press('+')
    await stage.press('ArrowRight')
    await page.getByRole('button', { name: /^(Photo|Фото) 1$/ }).press('Alt+ArrowRight')
    await expect(page.getByRole('status').filter({ hasText: /2 of 2|2 из 2/ })).toBeVisible()
    await next(page)
    await page.getByRole('button', { name: /^(Ink|Тушь)$/ }).click()
    await page.getByRole('button', { name: /^(Adjustments|Настройки)$/ }).click()
    await page.getByRole('slider', { name: /Contrast|Контраст/ }).fill('20')
    await next(page)

    await page.getByPlaceholder(called.caption).fill('A long walk 👨‍👩‍👧‍👦 #hills')
    await page.getByPlaceholder(called.alt).nth(1).fill('The sun over hills')
    await page.getByRole('searchbox').fill('Bergen')
    await page
      .getByRole('list', { name: /Locations|Места/ })
      .getByRole('button')
      .first()
      .click()
    await fold(page, who)
    await page.getByRole('radio', { name: /^(A list|Список)/ }).check()
    await expect(page.getByRole('combobox', { name: /^(List|Список)/ })).toHaveValue(list.id)
    await ready(page, 2)
    await page.waitForTimeout(600)

    await page.reload()

    await expect(page.getByPlaceholder(called.caption)).toHaveValue(/A long walk/)
    await expect(page.getByPlaceholder(called.alt).nth(1)).toHaveValue('The sun over hills')
    await ready(page, 2)
    await page.getByRole('button', { name: called.share }).click()
    await expect(page.getByRole('heading', { name: /is shared|размещена/ })).toBeVisible({ timeout: 30_000 })
    const [post] = await mine(page, handle)
    expect(post!.place?.name).toBe('Bergen')
    expect(post!.rossgram).toMatchObject({ access: 'list', list_id: list.id })
    const [heic, jpeg] = post!.media_attachments
    expect(heic!.meta.original).toMatchObject({ width: 1200, height: 900 })
    expect(jpeg!.description).toBe('The sun over hills')
    expect(jpeg!.meta.original.width).toBe(jpeg!.meta.original.height)
  },
)

test('a photo that nobody edited goes up byte for byte, and one that was refused is sent again', async ({ page }) => {
  test.slow()
  await signUp(page)
  const file = fromCamera('JPEG', 'untouched', 1200, 900)
  let times = 0
  let sent: Buffer | undefined
  await page.route('**/api/rossgram/v1/uploads', (route) =>
    times++ < 3 ? route.fulfill({ status: 503, json: { error: 'Busy' } }) : route.continue(),
  )
  page.on('request', (request) => {
    const body = request.method() === 'POST' && request.headers()['content-type']?.startsWith('multipart/form-data')
    if (body && !request.url().includes('/api/')) sent = request.postDataBuffer() ?? undefined
  })
  await page.goto('/compose')
  await files(page).setInputFiles([file])
  await next(page)
  await next(page)
  await page.getByPlaceholder(called.caption).fill('Kept')
  await page.getByRole('button', { name: /Try again|Повторить/ }).click({ timeout: 30_000 })
  await ready(page, 1)
  await expect(page.getByPlaceholder(called.caption)).toHaveValue('Kept')
  expect(times).toBe(4)
  const [media] = await page.evaluate(async () => {
    const request = indexedDB.open('compose')
    const base = await new Promise<IDBDatabase>((good) => (request.onsuccess = () => good(request.result)))
    const all = base.transaction('drafts').objectStore('drafts').getAll()
    const drafts = await new Promise<{ photos: { upload: { id: string } }[] }[]>(
      (good) => (all.onsuccess = () => good(all.result)),
    )
    return drafts.map((draft) => draft.photos[0]!.upload.id)
  })
  const original = await page.request.get(`/api/rossgram/v1/media/${media}/original`)
  const bytes = original.ok() ? await original.body() : sent!
  expect(bytes.includes(file.buffer)).toBe(true)
})

test('a session that ends in the middle, another account and a second tab lose nothing and show nothing', async ({
  page,
  context,
}) => {
  test.slow()
  await signIn(page, 'yuki')
  await page.goto('/compose')
  await files(page).setInputFiles([await photo(page, '#8e44ad', 400, 500)])
  await next(page)
  await next(page)
  await page.getByPlaceholder(called.caption).fill('Kept over all that')
  await ready(page, 1)
  await page.waitForTimeout(600)
  const other = await context.newPage()
  await other.goto('/compose')
  await expect(other.getByText('Kept over all that')).toHaveCount(0)
  await other.close()

  await page.context().clearCookies()
  await page.getByRole('button', { name: called.share }).click()
  await expect(page).toHaveURL(/sign-in\?next=%2Fcompose/)
  await page.getByLabel(called.name).fill('tomas')
  await page.getByLabel(called.password).fill('rossgram on this machine')
  await page.getByRole('button', { name: called.in }).click()
  await expect(page).toHaveURL('/compose')
  await expect(page.getByText(called.pick)).toBeVisible()
  await expect(page.getByText('Kept over all that')).toHaveCount(0)

  await page.context().clearCookies()
  await page.close()
  const again = await context.newPage()
  await signIn(again, 'yuki')
  await again.goto('/compose')
  await again
    .getByRole('button', { name: /^(Go on|Продолжить)$/ })
    .first()
    .click()
  await expect(again.getByPlaceholder(called.caption)).toHaveValue('Kept over all that')
  await again.getByRole('button', { name: /^(Back|Назад)$/ }).click()
  await again.getByRole('button', { name: /^(Back|Назад)$/ }).click()
  await again.getByRole('button', { name: /^(Back|Назад)$/ }).click()
  await again
    .getByRole('dialog')
    .getByRole('button', { name: /^(Discard|Удалить)$/ })
    .click()
  await expect(again).toHaveURL('/')
})

test('a post is locked in the composer, and others see its price', async ({ page, browser }) => {
  test.slow()
  const handle = await signUp(page)
  await onboard(page)
  await page.goto('/compose')
  await files(page).setInputFiles([await photo(page, '#6a4c93')])
  await next(page)
  await next(page)
  const words = `Locked ${Date.now()}`
  await page.getByPlaceholder(called.caption).fill(words)
  await fold(page, who)
  await page.locator('input[value=price]').check({ force: true })
  await page.getByLabel(/^(Price|Цена)/).fill('7,20')
  await ready(page, 1)
  await page.getByRole('button', { name: called.share }).click()
  await expect(page.getByRole('heading', { name: /is shared|размещена/ })).toBeVisible({ timeout: 30_000 })
  const post = (await mine(page, handle)).find((one) => one.content.includes(words))!
  expect(post.rossgram.access).toBe('price')

  const guest = await (await browser.newContext({ locale: 'en-GB' })).newPage()
  await guest.goto(`/@${handle}/${post.id}`)
  await expect(guest.getByRole('button', { name: /Unlock for .*7[.,]20/ })).toBeVisible()
})

test('a new post is seen by whom the settings say, and after it was shared the next is begun', async ({ page }) => {
  test.setTimeout(120_000)
  const handle = await signUp(page)
  await ask(page, 'PATCH', '/api/v1/accounts/update_credentials', { source: { privacy: 'private' } })
  await page.goto('/compose')
  await files(page).setInputFiles([await photo(page, '#2a6f97')])
  await next(page)
  await next(page)
  await expect(page.getByText(/^(Followers|Подписчики)$/).first()).toBeVisible()
  await ready(page, 1)
  await page.getByRole('button', { name: called.share }).click()
  await expect(page.getByRole('heading', { name: /is shared|размещена/ })).toBeVisible({ timeout: 30_000 })
  expect((await mine(page, handle))[0]!.rossgram.access).toBe('followers')

  // A phone has no rail here.
  if (test.info().project.name === 'phone') return
  await page.getByRole('navigation').locator('a[href="/compose"]').click()
  await expect(page.getByRole('button', { name: /Choose photos|Выбрать фотографии/ })).toBeVisible()
})

test('photos come from the clipboard, by a drop and from the camera, one after the other', async ({
  page,
  context,
  isMobile,
}) => {
  await signUp(page)
  await page.goto('/compose')
  const chosen = page.getByRole('button', { name: /^(Photo|Фото) \d$/ })
  const taken = await photo(page, '#2a6f97')
  if (isMobile) {
    const asked = page.waitForEvent('filechooser')
    await page.locator('input[capture=environment]').click()
    await (await asked).setFiles([taken])
  } else {
    const data = await page.evaluateHandle(
      (bytes) => {
        const dropped = new DataTransfer()
        dropped.items.add(new File([new Uint8Array(bytes)], 'dropped.jpg', { type: 'image/jpeg' }))
        return dropped
      },
      [...taken.buffer],
    )
    await page.locator('label:has(input[multiple])').dispatchEvent('drop', { dataTransfer: data })
  }
  await expect(chosen).toHaveCount(1)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(400, 500)
    canvas.getContext('2d')!.fillRect(0, 0, 400, 500)
    const blob = await canvas.convertToBlob({ type: 'image/png' })
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })])
  })
  await page.keyboard.press('Control+v')
  await expect(chosen).toHaveCount(2)
})
