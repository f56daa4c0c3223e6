import { test as base, type APIRequestContext, type Page } from '@playwright/test'

const FOLDER = new URL('../../docs/screenshots/', import.meta.url).pathname
const QUARTER = 15 * 60_000
const NOWHERE = /Nothing is here|Здесь ничего нет/

type Post = {
  id: string
  created_at: string
  content: string
  account: { acct: string }
  rossgram?: { access?: string }
}

export const json = async <T>(request: APIRequestContext, path: string) => (await (await request.get(path)).json()) as T
const posts = (request: APIRequestContext) => json<Post[]>(request, '/api/v1/timelines/public?limit=40')
const address = (post: Post) => `/@${post.account.acct}/${post.id}`

/** The address of the newest post that fits. */
export async function found(request: APIRequestContext, fits: (post: Post) => boolean) {
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

export const test = base.extend<{ shoot: (page: Page) => Promise<void> }>({
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
