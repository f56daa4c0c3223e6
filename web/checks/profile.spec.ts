import { expect, PHONE, signIn, test } from './app'

test(
  'what one does on one’s own profile has a line each on a phone, and nothing stands out at its side',
  PHONE,
  async ({ page }) => {
    await signIn(page, 'mira')
    await page.goto('/@mira')
    const edit = page.getByRole('link', { name: /^(Edit profile|Изменить профиль)/ })
    await expect(edit).toBeVisible()
    for (const width of [412, 390, 360, 320]) {
      await page.setViewportSize({ width, height: 800 })
      for (const one of [edit, page.locator('.acts').getByRole('link', { name: /^(Settings|Настройки)/ })])
        expect((await one.boundingBox())!.height, `${width}`).toBeLessThan(50)
      expect(await page.evaluate(() => document.documentElement.scrollWidth), `${width}`).toBeLessThanOrEqual(width)
    }
  },
)
