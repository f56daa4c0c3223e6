import { ask, expect, newcomer, signUp, test } from './app'
import { faults } from './faults'

const message = { name: /^(Message|Написать)$/ }
const field = /^(Write a message|Напишите сообщение)$/
const send = { name: /^(Send|Отправить)$/ }
const dot = /1 unread conversation|1 непрочитанная переписка/

test('two people write to each other, a stranger is let in, and what was read is unread no more', async ({
  page,
  browser,
}) => {
  test.slow()
  const handle = await signUp(page)
  const other = await newcomer(browser)
  const looks = async () => {
    await page.waitForLoadState('networkidle')
    expect.soft(await faults(page)).toEqual([])
  }

  // A stranger writes from a profile, and goes on in the conversation.
  await other.page.goto(`/@${handle}`)
  await other.page.getByRole('link', message).click()
  await other.page.getByLabel(field).fill('Hello there')
  await other.page.getByRole('button', send).click()
  await expect(other.page).toHaveURL(/\/direct\/\d+$/)
  await expect(other.page.getByRole('listitem').filter({ hasText: 'Hello there' })).toBeVisible()
  // Whoever stays in a conversation has read what comes.
  await other.page.goto('/')

  // It waits among the requests until it is let in.
  await page.goto('/direct')
  await expect(page.getByText(/No messages yet|Сообщений пока нет/)).toBeVisible()
  await looks()
  await page
    .getByRole('main')
    .getByRole('link', { name: /^(Requests|Запросы)$/ })
    .click()
  await page.getByRole('link').filter({ hasText: 'Hello there' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Hello there' })).toBeVisible()
  await looks()
  await page.getByRole('button', { name: /^(Let them write|Разрешить писать)$/ }).click()
  await page.getByLabel(field).fill('Hello yourself')
  await page.getByRole('button', send).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Hello yourself' })).toBeVisible()
  await looks()

  // The first is told, and by reading it is told no more.
  await other.page.goto('/')
  await expect(other.page.getByText(dot)).toBeAttached()
  await other.page.goto('/direct')
  await other.page.getByRole('main').getByRole('link').filter({ hasText: 'Hello yourself' }).click()
  await expect(other.page.getByRole('listitem').filter({ hasText: 'Hello yourself' })).toBeVisible()
  await expect(other.page.getByText(dot)).not.toBeAttached()
  expect(await ask(other.page, 'GET', '/api/rossgram/v1/conversations/unread_count')).toEqual({ count: 0 })

  // What is unsent is gone for both.
  await page
    .getByRole('button', { name: /^(Unsend for everybody|Отозвать у всех)$/ })
    .last()
    .click()
  await page.getByRole('button', { name: /^(Unsend for everybody\?|Отозвать у всех\?)$/ }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Hello yourself' })).toHaveCount(0)
  await other.page.reload()
  await expect(other.page.getByRole('listitem').filter({ hasText: 'Hello there' })).toBeVisible()
  await expect(other.page.getByText('Hello yourself')).toHaveCount(0)
})
