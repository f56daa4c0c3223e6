import { test as base, type APIRequestContext, type Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { signedIn } from './screenshots.people'

const FOLDER = new URL('../../docs/screenshots/', import.meta.url).pathname
const PHOTOS = new URL('../../local/demo/photos/', import.meta.url).pathname
const QUARTER = 15 * 60_000
const NOWHERE = /Nothing is here|Здесь ничего нет/

type Post = {
  id: string
  created_at: string
  content: string
  account: { acct: string }
  rossgram?: { access?: string }
}

const json = async <T>(request: APIRequestContext, path: string) => (await (await request.get(path)).json()) as T
const posts = (request: APIRequestContext) => json<Post[]>(request, '/api/v1/timelines/public?limit=40')
const address = (post: Post) => `/@${post.account.acct}/${post.id}`

/** The address of the newest post that fits. */
async function found(request: APIRequestContext, fits: (post: Post) => boolean) {
  const post = (await posts(request)).find(fits)
  if (!post) throw new Error('The demo community has no such post')
  return address(post)
}

/** Waits until nothing that is in sight still comes: photos, lists, fonts. */
async function settle(page: Page) {
  await page.waitForLoadState('networkidle')
  await page.evaluate(() => document.fonts.ready)
  await page.waitForFunction(() =>
    [...document.images]
      .filter((one) => {
        const box = one.getBoundingClientRect()
        return box.top < innerHeight && box.bottom > 0 && box.left < innerWidth && box.right > 0
      })
      .every((one) => one.complete && one.naturalWidth > 0),
  )
  await page.mouse.move(0, 0)
}

const test = base.extend<{ shoot: (page: Page) => Promise<void> }>({
  shoot: async ({}, use, info) => {
    await use(async (page) => {
      await settle(page)
      const isThere = !NOWHERE.test(
        await page
          .locator('h1')
          .first()
          .innerText({ timeout: 2000 })
          .catch(() => ''),
      )
      test.skip(!isThere, `There is no screen yet at ${new URL(page.url()).pathname}`)
      const path = `${FOLDER}${info.title}-${info.project.name}.png`
      await page.screenshot({ path, animations: 'disabled', caret: 'hide' })
    })
  },
  // A quarter of an hour after the newest post, whenever the pictures are taken.
  page: async ({ page, request }, use) => {
    const [newest] = await posts(request)
    await page.clock.setFixedTime(new Date(newest!.created_at).getTime() + QUARTER)
    await use(page)
  },
})

test.describe('as mira', () => {
  test.use({ storageState: signedIn('mira') })

  for (const [name, path] of [
    ['feed', '/'],
    ['profile', '/@mira'],
    ['explore', '/explore'],
    ['search', '/search'],
    ['notifications', '/notifications'],
    ['saved', '/saved'],
    ['campaigns', '/campaigns'],
    ['settings', '/settings'],
    ['tag', '/tags/mountains'],
    ['direct', '/direct'],
  ] as const)
    test(name, async ({ page, shoot }) => {
      await page.goto(path)
      await shoot(page)
    })

  test('post', async ({ page, request, shoot }) => {
    await page.goto(await found(request, (post) => post.account.acct === 'mira'))
    await shoot(page)
  })

  test('dialog', async ({ page, shoot }, info) => {
    test.skip(info.project.name.startsWith('phone'), 'A phone shows the page of the post instead')
    await page.goto('/@sonya')
    await page.locator('main a[data-over]').nth(1).click()
    await page.getByRole('dialog').locator('img').first().waitFor()
    await shoot(page)
  })

  test('conversation', async ({ page, shoot }) => {
    await page.goto('/direct')
    await page.locator('main a[href^="/direct/1"]').last().click()
    await page.getByRole('main').getByRole('listitem').first().waitFor()
    await shoot(page)
  })

  test('story', async ({ page, shoot }) => {
    await page.goto('/')
    await page.getByRole('button', { name: 'tomas' }).first().click()
    await page.getByRole('dialog').getByRole('button').first().click()
    await shoot(page)
  })

  test('compose', async ({ page, shoot }) => {
    await page.goto('/compose')
    const files = ['peaks', 'stream', 'beech-hill'].map((name) => ({
      name: `${name}.webp`,
      mimeType: 'image/webp',
      buffer: readFileSync(`${PHOTOS}${name}.webp`),
    }))
    await page.locator('input[type=file]').first().setInputFiles(files)
    await shoot(page)
  })
})

test.describe('as tomas', () => {
  test.use({ storageState: signedIn('tomas') })

  test('campaign', async ({ page, request, shoot }) => {
    const [campaign] = await json<{ id: string }[]>(request, '/api/rossgram/v1/campaigns?list=nearly_there')
    await page.goto(`/campaigns/${campaign!.id}`)
    await shoot(page)
  })

  test('locked', async ({ page, request, shoot }) => {
    await page.goto(await found(request, (post) => post.rossgram?.access === 'price'))
    await shoot(page)
  })

  test('creator', async ({ page, shoot }) => {
    await page.goto('/@lena')
    await shoot(page)
  })

  test('private', async ({ page, shoot }) => {
    await page.goto('/@vera')
    await shoot(page)
  })
})

test.describe('as lena', () => {
  test.use({ storageState: signedIn('lena') })

  test('desk', async ({ page, shoot }) => {
    await page.goto('/desk')
    await shoot(page)
  })
})

test.describe('as ines', () => {
  test.use({ storageState: signedIn('ines') })

  test('moderation', async ({ page, shoot }) => {
    await page.goto('/moderation')
    await shoot(page)
  })
})

for (const [name, path] of [
  ['door', '/'],
  ['sign-in', '/sign-in'],
] as const)
  test(name, async ({ page, shoot }) => {
    await page.goto(path)
    await shoot(page)
  })
