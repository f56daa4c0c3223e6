import AxeBuilder from '@axe-core/playwright'
import { expect, signIn, test } from './app'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']
const widths = [320, 768, 1440]
const outside = ['/', '/explore', '/sign-in', '/sign-up', '/@lena', '/campaigns', '/search', '/no/such/page']
const inside = [
  '/',
  '/compose',
  '/notifications',
  '/settings',
  '/saved',
  '/drafts',
  '/@mira',
  '/@tomas/followers',
  '/tags/sea',
]

test.describe.configure({ mode: 'parallel' })

for (const [signed, screens] of [
  [false, outside],
  [true, inside],
] as const) {
  test(`axe has nothing to say of any screen ${signed ? 'of whoever is signed in' : 'that everybody sees'}`, async ({
    page,
  }) => {
    test.setTimeout(300_000)
    if (signed) await signIn(page, 'mira')
    for (const [place, screen] of screens.entries()) {
      // Pairwise: each screen in another width, each width in each language and theme by the two projects.
      await page.setViewportSize({ width: widths[place % widths.length]!, height: 900 })
      await page.goto(screen)
      await page.waitForLoadState('networkidle')
      const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze()
      expect
        .soft(
          violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`),
          screen,
        )
        .toEqual([])
    }
  })
}

test('axe has nothing to say of a post, and of the menu over it', async ({ page }) => {
  await signIn(page, 'mira')
  await page.goto('/@kofi')
  await page.locator('main a[data-over]').first().click()
  await expect(page.getByRole('article').first()).toBeVisible()
  await page.waitForLoadState('networkidle')
  const post = await new AxeBuilder({ page }).withTags(TAGS).analyze()
  expect.soft(post.violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([])
  await page.getByRole('button', { name: /More about|Ещё о/ }).click()
  const menu = await new AxeBuilder({ page }).withTags(TAGS).analyze()
  expect(menu.violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([])
})
