import type { Page } from '@playwright/test'
import { called, expect, photo } from './app'

const add = /^(Add to story|Добавить в историю)$/

/** Puts a photo up from the composer, as its author does. */
export async function putUp(page: Page, colour: string) {
  await page
    .getByRole('region', { name: /^(Stories|Истории)$/ })
    .getByRole('link', { name: add })
    .click()
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles(await photo(page, colour))
  for (const _ of [1, 2]) await page.getByRole('button', { name: called.next }).click()
  await page.locator('summary', { hasText: /Add to story|Добавить в историю/ }).click()
  await page.getByRole('button', { name: add }).click()
  await expect(page).toHaveURL('/', { timeout: 60_000 })
}
