import { called, expect, signIn, test } from './app'

test('a like that the server refuses is taken back, and the reader is told', async ({ page }) => {
  await signIn(page, 'mira')
  await page.route('**/favourite', (route) => route.fulfill({ status: 503, json: { error: 'Busy' } }))
  const like = page.getByRole('button', { name: called.like }).and(page.locator('[aria-pressed=false]')).first()
  const post = page.getByRole('article').filter({ has: like }).first()
  const mine = post.getByRole('button', { name: called.like })

  await mine.press('Enter')

  await expect(page.locator('p[role=status].shown')).toHaveText(/cannot do this now|не справляется/)
  await expect(mine).toHaveAttribute('aria-pressed', 'false')
  await expect(mine).toBeFocused()
})

test('a double tap likes and shows a heart, and a second one takes nothing back', async ({ page }) => {
  await signIn(page, 'yuki')
  const post = page
    .getByRole('article')
    .filter({ hasNot: page.locator('.lock') })
    .first()
  const like = post.getByRole('button', { name: called.like })
  const photo = post.locator('.photos .photos')

  await page.waitForLoadState('networkidle')
  await photo.evaluate((element) => element.scrollIntoView({ block: 'center' }))
  // What is below is drawn as the page moves, and a busy page takes two taps for one and one.
  await expect(page.getByRole('article').nth(2)).toBeAttached()
  for (const _ of [1, 2]) {
    const box = (await photo.boundingBox())!
    const at = [box.x + box.width / 2, box.y + box.height / 2] as const
    if (test.info().project.name === 'phone') {
      await page.touchscreen.tap(...at)
      await page.touchscreen.tap(...at)
    } else await page.mouse.dblclick(...at)
    await expect(photo.locator('.heart').first()).toBeAttached()
    await expect(like).toHaveAttribute('aria-pressed', 'true')
  }
})

test('whoever is not signed in is led to the door and back', async ({ page }) => {
  await page.goto('/@mira')
  await page.getByRole('button', { name: called.follow }).click()
  await expect(page).toHaveURL(/sign-in\?next=%2F%40mira/)
  await page.getByLabel(called.name).fill('yuki')
  await page.getByLabel(called.password).fill('rossgram on this machine')
  await page.getByRole('button', { name: called.in }).click()
  await expect(page).toHaveURL('/@mira')
})
