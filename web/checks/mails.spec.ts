import type { Page } from '@playwright/test'
import { EACH, ask, expect, signUp, signUpByForm, test } from './app'

/** A mail to somebody that asks to confirm the address, once it was sent. */
async function confirmation(page: Page, handle: string, subject = '') {
  const isIt = (mail: string) =>
    mail.includes(`${handle}@example.com`) && mail.includes('email/confirm') && mail.includes(subject)
  const find = async () => (await (await page.request.get('/_mails')).text()).split('<hr>').find(isIt)
  await expect.poll(find).toBeTruthy()
  return (await find())!
}

test('mails come in the language of whoever signs up, or in the one that they choose', async ({ page }) => {
  const subjects = { en: 'Confirm your e-mail address', ru: 'Подтвердите адрес почты' }
  const handle = await signUpByForm(page)
  await page.goto('/settings/notifications')
  const chosen = page.getByRole('combobox', { name: /^(Language of all mails|Язык всех писем)$/ })
  const before = (await chosen.inputValue()) as keyof typeof subjects
  expect(await page.evaluate(() => document.documentElement.lang)).toBe(before)
  await confirmation(page, handle, subjects[before])

  const other = before === 'ru' ? 'en' : 'ru'
  const told = page.waitForResponse('**/api/rossgram/v1/mails')
  await chosen.selectOption(other)
  expect(await (await told).json()).toMatchObject({ language: other })
  await page.reload()
  await expect(chosen).toHaveValue(other)
  await ask(page, 'POST', '/api/v1/emails/confirmations')
  await confirmation(page, handle, subjects[other])
})

test('whoever follows the link in the mail has a confirmed address', EACH, async ({ page }) => {
  const handle = await signUp(page)
  await page.goto('/settings/email')
  const unconfirmed = page.getByText(/is not confirmed yet|ещё не подтвержд/)
  await expect(unconfirmed).toBeVisible()
  const mail = await confirmation(page, handle)
  const link = /href="([^"]*email\/confirm[^"]*)"/.exec(mail)![1]!.replaceAll('&amp;', '&')
  await page.goto(link)
  await page.getByRole('button').click()
  await expect(page.getByText(/This address is confirmed|Адрес подтверждён/)).toBeVisible()
  const told = page.waitForResponse('**/emails/check_confirmation')
  await page.goto('/settings/email')
  expect(await (await told).json()).toBe(true)
  await expect(page.getByText(/^(Loading|Загрузка)$/)).toHaveCount(0)
  await expect(unconfirmed).toHaveCount(0)
})
