import type { Page } from '@playwright/test'
import { ask, expect, newcomer, publish, signIn, test } from './app'
import { faults } from './faults'

// Whom the operator made a moderator of the demo community.
const MODERATOR = 'ines'
const named = (name: RegExp) => ({ name })
const heading = (page: Page, name: RegExp) => page.getByRole('heading', named(name))

/** A post that its reader has reported at its menu, and whose it is. */
async function reported(page: Page, browser: Parameters<typeof newcomer>[0], comment: string) {
  const author = await newcomer(browser)
  const address = await publish(author.page, author.handle, 'Watches of all kinds')
  await page.goto(address)
  await page.getByRole('button', named(/More about this post|Ещё о публикации/)).click()
  await page
    .getByRole('dialog')
    .getByRole('button', named(/^(Report|Пожаловаться)$/))
    .click()
  await page.getByLabel(/Anything the moderators should know|модератор/).fill(comment)
  await page.getByRole('button', named(/Send report|Отправить жалобу/)).click()
  await expect(page.getByText(/The moderators will look at it|Модераторы/).first()).toBeVisible()
  return author
}

test('a reported post is worked off at the desk, and the reported person meets what was done', async ({
  page,
  browser,
}) => {
  test.slow()
  const reader = await newcomer(browser)
  const author = await reported(reader.page, browser, `Watches again, ${reader.handle}`)

  await signIn(page, MODERATOR)
  await page.goto('/settings')
  await page
    .getByRole('navigation', named(/Settings|Настройки/))
    .getByRole('link', named(/^(Moderation|Модерация)$/))
    .click()
  expect.soft(await faults(page)).toEqual([])
  await page.getByRole('link', { name: new RegExp(`Watches again, ${reader.handle}`) }).click()
  await expect(heading(page, new RegExp(author.handle)).first()).toBeVisible()
  await expect(page.getByText('Watches of all kinds')).toBeVisible()
  // The photo is covered until whoever moderates asks for it.
  await expect(page.getByRole('img', named(/Watches/))).toHaveCount(0)
  await page.getByRole('button', named(/See the photo|Показать фото/)).click()
  await expect(page.getByRole('img', named(/Watches/))).toBeVisible()
  expect.soft(await faults(page)).toEqual([])

  await page.getByRole('button', named(/Take this report|Взять жалобу/)).click()
  await expect(page.getByText(/Taken by @ines|Разбирает @ines/)).toBeVisible()
  await page.getByRole('button', named(/Release it|Отпустить/)).click()
  await page.getByRole('radio', named(/Cover all its photos|Закрыть все фото/)).check()
  await page.getByLabel(/Reason, in one line|Причина, одной строкой/).fill('No shops here')
  await page.getByRole('button', named(/^(Carry out|Применить)$/)).click()
  await page.getByRole('button', named(/^(Carry out|Применить): /)).click()
  await expect(page.getByText(/Closed by @ines|Закрыл\(а\) @ines/)).toBeVisible()
  await expect(page.getByText(/^(Covered as sensitive|Фото закрыты как деликатные)$/).first()).toBeVisible()

  const [post] = await ask(reader.page, 'GET', `/api/v1/accounts/${author.id}/statuses`)
  expect(post.sensitive).toBe(true)
  await reader.page.goto(`/@${author.handle}/${post.id}`)
  await expect(reader.page.getByRole('button', named(/See the photo|Показать фото/))).toBeVisible()

  await page.goto(`/moderation/accounts/${author.id}`)
  await expect(page.getByText('No shops here')).toBeVisible()
  expect.soft(await faults(page)).toEqual([])
  await page.getByRole('button', named(/Take back|Отменить/)).click()
  await expect(page.getByText(/No longer covered|Фото снова открыты/)).toBeVisible()
  const [again] = await ask(reader.page, 'GET', `/api/v1/accounts/${author.id}/statuses`)
  expect(again.sensitive).toBe(false)
})

test('whoever is suspended at the desk is signed out, and is found there among the suspended', async ({
  page,
  browser,
}) => {
  test.slow()
  const someone = await newcomer(browser)
  await signIn(page, MODERATOR)
  await page.goto('/moderation/accounts')
  await page.getByRole('searchbox').fill(someone.handle)
  await page.getByRole('link', { name: `@${someone.handle}` }).click()
  await page.getByRole('radio', named(/^(Suspend|Заблокировать)/)).check()
  await page.getByRole('button', named(/^(Carry out|Применить)$/)).click()
  await page.getByRole('button', named(/^(Carry out|Применить): /)).click()
  await expect(page.getByText(/Nothing is in force|ничего не действует/)).toHaveCount(0)

  await someone.page.goto('/notifications')
  await expect(someone.page).toHaveURL(/sign-in/)

  await page.goto('/moderation/accounts')
  await page.getByRole('searchbox').fill(someone.handle)
  await page.getByRole('combobox', { name: /^(Which|Какие)/ }).selectOption('suspended')
  await expect(page.getByRole('link', { name: `@${someone.handle}` })).toBeVisible()
  await page.goto('/moderation/log')
  await expect(page.getByRole('link', { name: new RegExp(someone.handle) }).first()).toBeVisible()
})

test('the desk is nothing to anybody else, by its link or its address', async ({ page, browser }) => {
  const { page: plain } = await newcomer(browser)
  await plain.goto('/settings')
  await plain.waitForLoadState('networkidle')
  await expect(plain.getByRole('link', named(/^(Moderation|Модерация)$/))).toHaveCount(0)
  for (const path of ['/moderation', '/moderation/log', '/moderation/reports/1', '/moderation/accounts/1']) {
    await plain.goto(path)
    await expect(heading(plain, /Nothing is here|Здесь ничего нет/)).toBeVisible()
  }
  await page.goto('/moderation')
  await expect(page).toHaveURL(/sign-in/)
})

test('a hashtag that leads is kept out at the desk, and let in again', async ({ page }) => {
  // What leads is counted every ten minutes, and by then the demo community is as old as it was found.
  const tag = { id: 'sand', name: 'sand', url: '/tags/sand', history: [], trendable: true }
  await page.route('**/api/v1/admin/trends/tags?*', (route) => route.fulfill({ json: [tag] }))
  await page.route('**/api/v1/admin/trends/tags', (route) => route.fulfill({ json: [tag] }))
  await signIn(page, MODERATOR)
  await page.goto('/moderation/trends')
  const button = page.getByRole('button', named(/#sand/))
  await button.click()
  await expect(button).toContainText(/Let in|Вернуть/)
  expect(await faults(page)).toEqual([])
  await button.click()
  await expect(button).toContainText(/Keep out|Убрать/)
  await page.goto('/moderation/log')
  await expect(page.getByText(/Let into trends again|Возвращено в популярное/).first()).toBeVisible()
  await expect(page.getByText('#sand').first()).toBeVisible()
})
