import type { Page } from '@playwright/test'
import { called, expect, signUp, test } from './app'
import { faults } from './faults'

const named = (name: RegExp) => ({ name })
const words = {
  make: /^(Make a link|Создать ссылку)$/,
  reason: /^(Why do you want|Почему вы хотите)/,
  waits: /is looked at|на рассмотрении/,
  spent: /invitation was used|Приглашение уже/,
  invited: /^(You are invited\.|Вас пригласили\.)$/,
}

/** Has the server say another setting than it has. */
async function tells(page: Page, mode: string) {
  await page.route('**/api/v2/instance', async (route) => {
    const answer = await route.fetch()
    const told = await answer.json()
    told.registrations.enabled = mode === 'approval'
    told.registrations.reason_required = told.registrations.approval_required = mode === 'approval'
    told.registrations.message = 'Our own words'
    told.rossgram.registrations.mode = mode
    await route.fulfill({ response: answer, json: told })
  })
}

async function fill(page: Page, handle: string) {
  await page.getByLabel(called.email).fill(`${handle}@example.com`)
  await page.getByLabel(called.handle).fill(handle)
  await page.getByLabel(called.password).fill('rossgram on this machine')
  await page.getByRole('checkbox').check()
}
const send = (page: Page) => page.getByRole('button', named(called.up)).click()

test('whoever has an invitation signs up by it, once', async ({ page, browser }) => {
  const handle = await signUp(page)
  await page.goto('/settings/invites')
  await page.getByRole('button', named(words.make)).click()
  const link = new URL(await page.locator('main li code').innerText()).pathname
  expect(await faults(page)).toEqual([])

  const guest = await (await browser.newContext()).newPage()
  await guest.goto(link)
  await expect(guest.getByText(words.invited)).toBeVisible()
  expect(await faults(guest)).toEqual([])
  await fill(guest, `${handle}g`)
  await send(guest)
  await guest.waitForURL('/')

  const late = await (await browser.newContext()).newPage()
  await late.goto(link)
  await fill(late, `${handle}l`)
  await send(late)
  await expect(late.getByRole('alert')).toHaveText(words.spent)
})

test('whoever needs approval says why, and is told to wait', async ({ page }) => {
  await tells(page, 'approval')
  await page.route('**/session/sign_up', (route) => route.fulfill({ json: { accounts: [], pending: true } }))
  await page.goto('/sign-up')
  await page.getByLabel(words.reason).fill('I like photos')
  await expect(page.getByText('Our own words')).toBeVisible()
  expect(await faults(page)).toEqual([])
  await fill(page, 'waiting')
  const asked = page.waitForRequest('**/session/sign_up')
  await send(page)
  expect((await asked).postDataJSON()).toMatchObject({ reason: 'I like photos' })
  await expect(page.getByRole('status').filter({ hasText: words.waits })).toBeVisible()
  expect(await faults(page)).toEqual([])
})

for (const mode of ['invite', 'closed'])
  test(`nobody is shown a form where sign-up is ${mode}`, async ({ page }) => {
    await tells(page, mode)
    await page.goto('/sign-up')
    await expect(page.getByText('Our own words')).toBeVisible()
    await expect(page.getByLabel(called.email)).toHaveCount(0)
    expect(await faults(page)).toEqual([])
  })
