import { readFileSync } from 'node:fs'
import { signedIn } from './screenshots.people'
import { found, json, test } from './shooting'

const PHOTOS = new URL('../../local/demo/photos/', import.meta.url).pathname

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
