import { expect, newcomer, publish, signIn, test } from './app'
import { faults } from './faults'

// Whom the operator made a moderator of the demo community.
const MODERATOR = 'ines'

test('the staff is told of a report, and comes from the notice to its page', async ({ page, browser }) => {
  test.slow()
  const [author, reader] = [await newcomer(browser), await newcomer(browser)]
  await reader.page.goto(await publish(author.page, author.handle, 'Watches of all kinds'))
  await reader.page.getByRole('button', { name: /More about this post|Ещё о публикации/ }).click()
  const menu = reader.page.getByRole('dialog')
  await menu.getByRole('button', { name: /^(Report|Пожаловаться)$/ }).click()
  await reader.page.getByLabel(/Anything the moderators should know|модератор/).fill(`Shops, says ${reader.handle}`)
  await reader.page.getByRole('button', { name: /Send report|Отправить жалобу/ }).click()
  await expect(reader.page.getByText(/The moderators will look at it|Модераторы/).first()).toBeVisible()

  await signIn(page, MODERATOR)
  const told = page.getByRole('link', { name: new RegExp(`(reported|жалуется на) @${author.handle}`) })
  await expect(async () => {
    await page.goto('/notifications')
    await expect(told.first()).toBeVisible({ timeout: 2_000 })
  }).toPass()
  expect.soft(await faults(page)).toEqual([])
  await told.first().click()
  await expect(page.getByText(`Shops, says ${reader.handle}`)).toBeVisible()
})

test('whoever waits to be let in is let in at the desk', async ({ page, browser }) => {
  const eve = await newcomer(browser)
  let answered = ''
  // Nobody waits where everybody may sign up.
  await page.route(`**/api/v1/admin/accounts/${eve.id}`, async (route) => {
    const answer = await route.fetch()
    const json = { ...(await answer.json()), approved: answered !== '', invite_request: 'I like photos' }
    await route.fulfill({ response: answer, json })
  })
  await page.route(`**/api/v1/admin/accounts/${eve.id}/approve`, async (route) => {
    answered = route.request().method()
    await route.fulfill({ json: {} })
  })
  await signIn(page, MODERATOR)
  await page.goto(`/moderation/accounts/${eve.id}`)
  await expect(page.getByText('I like photos')).toBeVisible()
  expect.soft(await faults(page)).toEqual([])

  await page.getByRole('button', { name: /^(Let in|Впустить)$/ }).click()

  await expect(page.getByText('I like photos')).toHaveCount(0)
  expect(answered).toBe('POST')
})
