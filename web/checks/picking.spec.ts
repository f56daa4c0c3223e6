import { called, expect, photo, signUp, test } from './app'
import { files, next, ready } from './composing'
import { fromCamera } from './camera'

test.use({ actionTimeout: 20_000 })

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
