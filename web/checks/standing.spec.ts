import type { Page } from '@playwright/test'
import { ask, expect, newcomer, signIn, test } from './app'
import { faults } from './faults'

// Whom the operator made a moderator of the demo community.
const MODERATOR = 'ines'
const named = (name: RegExp) => ({ name })

/** Goes from what is told to the settings, and says there why the act is wrong. */
async function appealed(page: Page, text: string) {
  await page.goto('/notifications')
  await page.getByRole('link', named(/Moderators acted on your account|Модераторы приняли меры/)).click()
  await expect(page).toHaveURL(/settings\/standing/)
  await expect(page.getByText(/No shops here/)).toBeVisible()
  await expect(page.getByText(/ines/)).toHaveCount(0)
  expect.soft(await faults(page)).toEqual([])
  await page.getByLabel(/Why do you think that this is wrong|Почему вы считаете/).fill(text)
  await page.getByRole('button', named(/Send appeal|Обжаловать/)).click()
  await expect(page.getByText(/Your appeal waits for a moderator|Обжалование ждёт модератора/)).toBeVisible()
  expect.soft(await faults(page)).toEqual([])
}

test('whoever is acted on learns why, appeals, and meets what a moderator decides', async ({ page, browser }) => {
  test.slow()
  const someone = await newcomer(browser)
  await someone.page.goto('/settings/standing')
  await expect(someone.page.getByText(/Nothing stands against your account|нет претензий/)).toBeVisible()

  await signIn(page, MODERATOR)
  await page.goto('/moderation')
  await ask(page, 'POST', `/api/v1/admin/accounts/${someone.id}/action`, { type: 'silence', text: 'No shops here' })
  const text = `It is a hobby of ${someone.handle}`
  await appealed(someone.page, text)

  await page.getByRole('link', named(/^(Appeals|Обжалования)$/)).click()
  const filed = page.getByRole('article').filter({ hasText: text })
  await expect(filed).toBeVisible()
  expect.soft(await faults(page)).toEqual([])
  await filed.getByLabel(/Answer, in one line|Ответ, одной строкой/).fill('We were wrong')
  await filed.getByRole('button', named(/^(Approve|Удовлетворить)$/)).click()
  await filed.getByRole('button', named(/take it back|отменить решение/)).click()
  await expect(filed).toHaveCount(0)
  await page.getByRole('combobox', named(/^(Which|Какие)/)).selectOption('approved')
  await expect(filed.getByText(/@ines/).first()).toBeVisible()

  await someone.page.reload()
  await expect(someone.page.getByText(/Your appeal was approved|Обжалование удовлетворено/)).toBeVisible()
  await expect(someone.page.getByText(/We were wrong/)).toBeVisible()
  const standing = await ask(page, 'GET', `/api/v1/admin/accounts/${someone.id}`)
  expect(standing.silenced).toBe(false)
})

test('an appeal that is rejected says so, and a moderator who is late is told', async ({ page, browser }) => {
  test.slow()
  const someone = await newcomer(browser)
  await signIn(page, MODERATOR)
  await page.goto('/moderation')
  await ask(page, 'POST', `/api/v1/admin/accounts/${someone.id}/action`, { type: 'none', text: 'No shops here' })
  const text = `I sell nothing, says ${someone.handle}`
  await appealed(someone.page, text)

  await page.goto('/moderation/appeals')
  const filed = page.getByRole('article').filter({ hasText: text })
  await expect(filed).toBeVisible()
  const [strike] = await ask(someone.page, 'GET', '/api/rossgram/v1/strikes')
  await ask(page, 'POST', `/api/rossgram/v1/moderation/appeals/${strike.id}/reject`, { text: 'They are watches' })
  await filed.getByRole('button', named(/^(Approve|Удовлетворить)$/)).click()
  await filed.getByRole('button', named(/take it back|отменить решение/)).click()
  await expect(page.getByText(/decided this otherwise|уже решил иначе/).first()).toBeVisible()

  await someone.page.reload()
  await expect(someone.page.getByText(/Your appeal was rejected|Обжалование отклонено/)).toBeVisible()
  await expect(someone.page.getByText(/They are watches/)).toBeVisible()
})
