import AxeBuilder from '@axe-core/playwright'
import { expect, signIn, test } from './app'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']
const widths = [320, 768, 1440]
const outside = [
  ...['/', '/explore', '/sign-in', '/sign-up', '/@lena', '/campaigns', '/search', '/no/such/page'],
  ...['/settings/look', '/places/2267057'],
]
const inside = [
  ...['/', '/compose', '/notifications', '/settings', '/saved', '/@mira', '/@tomas/followers', '/tags/sea', '/search'],
  ...['/direct', '/direct/requests', '/pledges', '/campaigns/new', '/purchases', '/desk', '/drafts'],
  ...[
    'profile',
    'notifications',
    'privacy',
    'close-friends',
    'lists',
    'filters',
    'two-factor',
    'passkeys',
    'devices',
  ].map((section) => `/settings/${section}`),
  ...['blocked', 'muted', 'email', 'leaving'].map((section) => `/settings/${section}`),
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

test('axe has nothing to say of what slides out or opens over a profile', async ({ page, isMobile }) => {
  await signIn(page, 'mira')
  const look = async () => {
    const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze()
    expect.soft(violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([])
  }
  if (!isMobile) {
    for (const name of [/^(Search|Поиск)$/, /Notifications|Уведомления/]) {
      await page.getByRole('navigation').getByRole('button', { name }).click()
      await page.waitForLoadState('networkidle')
      await look()
    }
  }
  await page.goto('/@kofi')
  for (const act of [/^(Report|Пожаловаться)$/, /^(Mute|Скрыть публикации) kofi/, /^(Block|Заблокировать) kofi/]) {
    await page.getByRole('button', { name: /More about kofi|Ещё о kofi/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: act }).click()
    await expect(page.getByRole('dialog').getByRole('heading').first()).toBeVisible()
    await page.waitForTimeout(300)
    await look()
    await page.keyboard.press('Escape')
  }
})

test('axe has nothing to say of a post, and of the menu over it', async ({ page }) => {
  await signIn(page, 'mira')
  await page.goto('/@kofi')
  await page.locator('main a[data-over]').first().click()
  await expect(page.getByRole('article').first()).toBeVisible()
  await page.waitForLoadState('networkidle')
  const post = await new AxeBuilder({ page }).withTags(TAGS).analyze()
  expect.soft(post.violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([])
  await page.getByRole('button', { name: /More about this post|Ещё о публикации/ }).click()
  const menu = await new AxeBuilder({ page }).withTags(TAGS).analyze()
  expect(menu.violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([])
})

test('axe has nothing to say of the desk of a creator, and of the sheets in which one pays', async ({ page }) => {
  test.slow()
  const faults = async () =>
    (await new AxeBuilder({ page }).withTags(TAGS).analyze()).violations.map(
      (one) => `${one.id}: ${one.nodes[0]?.html}`,
    )
  await signIn(page, 'lena')
  for (const part of ['', '/offers', '/sales', '/subscribers', '/payouts']) {
    await page.goto(`/desk${part}`)
    await page.waitForLoadState('networkidle')
    expect.soft(await faults(), `desk${part}`).toEqual([])
  }
  await signIn(page, 'mira')
  await page.goto('/@lena')
  for (const sheet of [/^(Subscribe|Оформить подписку)$/, /^(Tip|Чаевые)$/, /Give a subscription|Подарить подписку/]) {
    await page.getByRole('button', { name: sheet }).click()
    await expect(page.getByRole('dialog').getByRole('button').nth(1)).toBeVisible()
    await page.waitForLoadState('networkidle')
    expect.soft(await faults(), String(sheet)).toEqual([])
    await page.keyboard.press('Escape')
  }
})
