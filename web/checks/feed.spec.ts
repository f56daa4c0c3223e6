import { DESKTOP, called, expect, signIn, test } from './app'

type Post = { id: string; account: { acct: string } }

test('a burst of one person is one post and a line, until it is opened', async ({ page }) => {
  await page.route('**/api/v1/timelines/home*', async (route) => {
    const answer = await route.fetch()
    const [first, ...rest] = (await answer.json()) as Post[]
    const burst = first && [0, 1, 2, 3].map((n) => ({ ...first, id: String(BigInt(first.id) + BigInt(4 - n)) }))
    await route.fulfill({
      response: answer,
      json: [...(burst ?? []), ...rest.filter((one) => one.account.acct !== first?.account.acct)],
    })
  })
  await signIn(page, 'yuki')
  const more = page.getByRole('button', { name: /^(3 more from|Ещё 3 от) / })
  await expect(more).toBeVisible()
  const shown = await page.getByRole('article').count()
  await more.click()
  await expect(more).toHaveCount(0)
  // The list is drawn in steps, and whoever moves is ahead of them: more may come with the three.
  await expect.poll(() => page.getByRole('article').count()).toBeGreaterThanOrEqual(shown + 3)
})

test('what was read before stands below a line, and what comes meanwhile is a press away', async ({ page }) => {
  await page.clock.install()
  await signIn(page, 'ines')
  await expect(page.getByRole('article').first()).toBeVisible()
  await page.route('**/api/v1/timelines/home?since_id=*', (route) => route.fulfill({ json: [{ id: '1' }] }))
  await page.clock.runFor(61_000)
  await page.getByRole('button', { name: /^(New posts|Новые публикации)$/ }).click()
  await expect(page.getByRole('button', { name: /^(New posts|Новые публикации)$/ })).toHaveCount(0)

  await page.route('**/api/v1/markers?*', async (route) => {
    const id = await page.evaluate(() => (window as unknown as { second?: string }).second)
    await route.fulfill({
      json: id ? { home: { last_read_id: id, version: 1, updated_at: '2026-01-01T00:00:00.000Z' } } : {},
    })
  })
  const posts: Post[] = await page.evaluate(async () =>
    (await fetch('/api/v1/timelines/home', { headers: { 'X-Rossgram': '1' } })).json(),
  )
  await page.addInitScript((id) => Object.assign(window, { second: id }), posts[2]!.id)
  await page.reload()
  await expect(page.getByRole('heading', { name: /Older posts|Более старые/ })).toBeVisible()
})

// A phone has none.
test('a whole visit by the keyboard alone', DESKTOP, async ({ page }) => {
  await page.goto('/sign-in')
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')
  const tabTo = async (locator: import('@playwright/test').Locator, most = 60) => {
    for (let step = 0; step < most; step++) {
      if (await locator.evaluate((one) => one === document.activeElement).catch(() => false)) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`never reached, at ${await focused()}`)
  }
  await tabTo(page.getByLabel(called.name))
  await page.keyboard.type('yuki')
  await page.keyboard.press('Tab')
  await page.keyboard.type('rossgram on this machine')
  await page.keyboard.press('Enter')
  await page.waitForURL('/')
  await page.waitForLoadState('networkidle')

  const like = page.getByRole('article').first().getByRole('button', { name: called.like })
  await tabTo(like)
  const before = await like.getAttribute('aria-pressed')
  await page.keyboard.press('Enter')
  await expect(like).not.toHaveAttribute('aria-pressed', before!)
  await expect(like).toBeFocused()
  await page.keyboard.press('Enter')

  await page.reload()
  await tabTo(page.getByRole('navigation').getByRole('button', { name: 'Search' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('searchbox')).toBeFocused()
  await page.keyboard.type('kofi')
  const found = page.getByRole('region', { name: 'Search' }).getByRole('link', { name: /Kofi Mensah/ })
  await expect(found).toBeVisible()
  await tabTo(found)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/@kofi')
  await expect(page.getByRole('heading', { level: 1, name: 'kofi' })).toBeFocused()

  const more = page.getByRole('button', { name: 'More about kofi' })
  await tabTo(more)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(more).toBeFocused()
  await tabTo(page.locator('main a[data-over]').first())
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog').getByRole('article').first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('where one is shows in the frame, though icons of lines and a picture are not filled', async ({
  page,
  isMobile,
}) => {
  await signIn(page, 'ines')
  for (const path of ['/direct', isMobile ? '/search' : '/explore']) {
    await page.goto(path)
    await expect(page.locator(`nav a[href="${path}"][aria-current] svg`).first()).toHaveCSS('stroke-width', /^3(px)?$/)
  }
  await page.goto('/@ines')
  await expect(page.locator('nav a[href="/@ines"][aria-current] img').first()).toHaveCSS('outline-style', 'solid')
})

// The words are the same.
test('what a screen reader hears of a post, and of a profile', DESKTOP, async ({ page }) => {
  await page.goto('/@kofi')
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - heading "kofi" [level=1]
      - heading "kofi" [level=2]
      - button "Follow kofi"
      - button "More about kofi"
      - list:
        - listitem: /\\d+ posts/
        - listitem:
          - link /\\d+ followers/
        - listitem:
          - link /\\d+ following/
      - paragraph: Kofi Mensah
      - group "Views":
        - button "Posts" [pressed]
        - button "Collections"
  `)
  await page.locator('main a[data-over]').first().click()
  await expect(page.getByRole('dialog').getByRole('article').first()).toMatchAriaSnapshot(`
    - article "Post by kofi":
      - paragraph:
        - link "kofi"
        - time
      - button "More about this post"
  `)
})
