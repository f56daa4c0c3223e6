import { PHONE, expect, signIn, signUp, test } from './app'

test('search slides out, finds while one types, leads on, and remembers for this account alone', async ({
  page,
  isMobile,
}) => {
  await signUp(page)
  if (isMobile) await page.goto('/search')
  else await page.getByRole('navigation').getByRole('button', { name: 'Search' }).click()
  const box = isMobile ? page.getByRole('main') : page.getByRole('region', { name: 'Search' })
  await page.getByRole('searchbox').fill('kof')
  const kofi = box.getByRole('link', { name: /Kofi Mensah/ })
  await kofi.click()
  await expect(page).toHaveURL('/@kofi')
  await expect(page.getByRole('searchbox')).toHaveCount(0)

  if (isMobile) await page.goto('/search')
  else await page.getByRole('navigation').getByRole('button', { name: 'Search' }).click()
  // Who leads stands below in a region of their own.
  const recent = box.getByRole('region', { name: /^(Recent|Недавнее)$/ })
  await expect(recent.getByRole('link', { name: /Kofi Mensah/ })).toBeVisible()
  await recent.getByRole('button', { name: /^(Clear all|Очистить всё)$/ }).click()
  await expect(recent).toHaveCount(0)
  if (isMobile) return
  await page.keyboard.press('Escape')
  await expect(page.getByRole('searchbox')).toHaveCount(0)
  await expect(page.getByRole('navigation').getByRole('button', { name: 'Search' })).toBeFocused()
})

test('a search that fails says so and is made again, and what was typed stays', async ({ page }) => {
  await page.route('**/api/v2/search*', (route) => route.fulfill({ status: 503, json: { error: 'Busy' } }), {
    times: 1,
  })
  await page.goto('/search')
  await page.getByRole('searchbox').fill('kofi')
  await page.getByRole('button', { name: /Try again|Повторить/ }).click()
  await expect(page.getByRole('link', { name: /Kofi Mensah/ })).toBeVisible()
  await expect(page.getByRole('searchbox')).toHaveValue('kofi')
})

test(
  'the magnifier of a phone opens what everybody posted, with the field to search above it',
  PHONE,
  async ({ page }) => {
    await signIn(page, 'ines')
    await page
      .getByRole('navigation')
      .getByRole('link', { name: /Search|Поиск/ })
      .click()
    await expect(page.getByRole('searchbox')).toBeVisible()
    await expect(page.getByRole('main').getByRole('link').nth(8)).toBeVisible()
    await page.getByRole('searchbox').fill('kof')
    await expect(page.getByRole('main').getByRole('link').first()).toHaveAccessibleName(/kofi/i)
  },
)
