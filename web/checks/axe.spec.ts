import type { Page, TestInfo } from '@playwright/test'
import { EACH, ask, expect, signIn, test } from './app'
import { faults } from './faults'
import { screens, type Looks } from './screens'

const WIDTHS = [320, 768, 1440]
const NOWHERE = /Nothing is here|Здесь ничего нет/

type One = { id: string; username: string; rossgram: { locked: boolean } }

/** What the demo community has in the places of braces. */
const finds = {
  campaign: async (page: Page) => first(await ask(page, 'GET', '/api/rossgram/v1/campaigns?list=live')),
  own: async (page: Page) =>
    first(await ask(page, 'GET', `/api/rossgram/v1/accounts/${await idOf(page, 'lena')}/campaigns`)),
  talk: async (page: Page) => first(await ask(page, 'GET', '/api/v1/conversations')),
  report: async (page: Page) => first(await ask(page, 'GET', '/api/v1/admin/reports')),
  member: async (page: Page) => idOf(page, 'mira'),
  locked: async (page: Page) => {
    const posts: One[] = await ask(page, 'GET', `/api/v1/accounts/${await idOf(page, 'lena')}/statuses`)
    return first(posts.filter(({ rossgram }) => rossgram.locked))
  },
  collection: async (page: Page) => {
    const people: One[] = await ask(page, 'GET', '/api/v1/directory?local=true&limit=80')
    for (const { id } of people) {
      const kept: One[] = await ask(page, 'GET', `/api/v1.1/collections/accounts/${id}`)
      if (kept.length) return first(kept)
    }
  },
}
const first = (found: One[]) => found[0]?.id
const idOf = async (page: Page, acct: string) =>
  ((await ask(page, 'GET', `/api/v1/accounts/lookup?acct=${acct}`)) as One).id

async function addressOf(page: Page, screen: string) {
  const name = /\{(\w+)\}/.exec(screen)?.[1] as keyof typeof finds | undefined
  if (!name) return screen
  const id = await finds[name](page)
  expect(id, screen).toBeTruthy()
  return screen.replace(`{${name}}`, id!)
}

/**
 * Whoever looks at all of it has a look for each project (axe.config.ts). Else it is pairwise: each screen in two widths
 * and both themes by the two projects, and each width in each theme and language by many screens.
 */
async function takeLook(page: Page, place: number, { project }: TestInfo) {
  if (project.metadata.whole) return
  const shift = Number(project.name === 'phone')
  await page.setViewportSize({ width: WIDTHS[(place + shift) % WIDTHS.length]!, height: 900 })
  const isDark = (Math.floor(place / WIDTHS.length) + shift) % 2
  await page.emulateMedia({ colorScheme: isDark ? 'dark' : 'light' })
}

test.describe.configure({ mode: 'parallel' })

for (const who of Object.keys(screens) as Looks[]) {
  test(`axe has nothing to say of any screen that ${who} sees`, EACH, async ({ page }, info) => {
    test.setTimeout(400_000)
    if (who !== 'nobody') await signIn(page, who)
    else await page.goto('/')
    for (const [place, screen] of screens[who].entries()) {
      await takeLook(page, place, info)
      await page.goto(await addressOf(page, screen))
      await page.waitForLoadState('networkidle')
      if (screen !== '/no/such/page')
        await expect.soft(page.getByRole('heading', { name: NOWHERE }), screen).toHaveCount(0)
      expect.soft(await faults(page), screen).toEqual([])
    }
  })
}

test('axe has nothing to say of what slides out or opens over a profile', async ({ page }) => {
  await signIn(page, 'mira')
  const look = async () => expect.soft(await faults(page)).toEqual([])
  if (page.viewportSize()!.width >= 768) {
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
  expect.soft(await faults(page)).toEqual([])
  await page.getByRole('button', { name: /More about this post|Ещё о публикации/ }).click()
  expect(await faults(page)).toEqual([])
})

test('axe has nothing to say of the sheets in which one pays', async ({ page }) => {
  test.slow()
  await signIn(page, 'mira')
  await page.goto('/@lena')
  for (const sheet of [/^(Subscribe|Оформить подписку)$/, /^(Tip|Чаевые)$/, /Give a subscription|Подарить подписку/]) {
    await page.getByRole('button', { name: sheet }).click()
    await expect(page.getByRole('dialog').getByRole('button').nth(1)).toBeVisible()
    await page.waitForLoadState('networkidle')
    expect.soft(await faults(page), String(sheet)).toEqual([])
    await page.keyboard.press('Escape')
  }
})
