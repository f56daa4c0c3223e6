import { ask, called, expect, newcomer, photo, publish, test } from './app'
import { faults } from './faults'

test.use({ actionTimeout: 20_000 })

const fold = /Poll|Опрос/
const vote = /^(Vote|Проголосовать)$/
const results = /^(See results|Результаты)$/

test('a poll is asked in the composer, answered by another, and its numbers are seen', async ({ browser }) => {
  test.setTimeout(150_000)
  const { page, handle, id } = await newcomer(browser)
  await page.goto('/compose')
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([await photo(page, '#386641')])
  for (const _ of [1, 2]) await page.getByRole('button', { name: called.next }).click()
  await page.getByPlaceholder(called.caption).fill('Where to next?')
  await page.locator('summary', { hasText: fold }).click()
  await page.getByRole('switch', { name: /Ask something|Задать вопрос/ }).check()
  await page.getByLabel(/^(Option|Вариант) 1/).fill('The sea')
  await expect(page.locator('p.ready')).toHaveCount(1, { timeout: 60_000 })
  await page.getByRole('button', { name: called.share }).click()
  await expect(page.getByRole('alert')).toHaveText(/two options|два разных/)
  await page.getByLabel(/^(Option|Вариант) 2/).fill('Горы <b>&')
  await page.getByRole('button', { name: called.share }).click()
  await expect(page.getByRole('heading', { name: /is shared|размещена/ })).toBeVisible({ timeout: 30_000 })
  const [post] = (await ask(page, 'GET', `/api/v1/accounts/${id}/statuses`)) as { id: string }[]

  const fan = await newcomer(browser)
  await fan.page.goto(`/@${handle}/${post!.id}`)
  await fan.page.getByRole('button', { name: results }).click()
  await expect(fan.page.getByRole('listitem').filter({ hasText: 'Горы <b>&' })).toContainText('0%')
  await fan.page.getByRole('button', { name: /^(Back to voting|К голосованию)$/ }).click()
  await fan.page.getByRole('radio', { name: 'Горы <b>&' }).check()
  expect(await faults(fan.page)).toEqual([])
  await fan.page.getByRole('button', { name: vote }).click()
  await expect(fan.page.getByText(/^(Your vote|Ваш голос)$/)).toBeVisible()
  await expect(fan.page.getByText(/100\s?%/)).toBeVisible()
  expect(await faults(fan.page)).toEqual([])

  await expect(async () => {
    await page.goto(`/@${handle}/${post!.id}`)
    await expect(page.getByText(/1 person voted|Проголосовал 1 человек/)).toBeVisible({ timeout: 3_000 })
  }).toPass({ timeout: 60_000 })
  await expect(page.getByText(/100\s?%/)).toBeVisible()
})

test('whoever is not signed in is led to the door when they vote, and a vote that fails can be sent again', async ({
  browser,
}) => {
  const { page, handle } = await newcomer(browser)
  const poll = { options: ['Sea', 'Hills'], expires_in: 3600, multiple: true }
  const address = await publish(page, handle, 'A crossing', { poll })
  const guest = await (await browser.newContext({ locale: 'ru-RU' })).newPage()
  await guest.goto(address)
  await guest.getByRole('checkbox', { name: 'Sea' }).check()
  await guest.getByRole('button', { name: vote }).click()
  await expect(guest).toHaveURL(/sign-in\?next=/)

  const fan = await newcomer(browser)
  await fan.page.goto(address)
  await fan.page.route('**/votes', (route) => route.fulfill({ status: 503, json: { error: 'Busy' } }))
  await fan.page.getByRole('checkbox', { name: 'Hills' }).check()
  await fan.page.getByRole('button', { name: vote }).click()
  await expect(fan.page.locator('p[role=status].shown')).toHaveText(/cannot do this now|не справляется/)
  await fan.page.unroute('**/votes')
  await fan.page.getByRole('button', { name: vote }).click()
  await expect(fan.page.getByText(/^(Your vote|Ваш голос)$/)).toBeVisible()
})
