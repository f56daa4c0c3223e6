import type { Page } from '@playwright/test'
import { ask, called, expect } from './app'

export const ready = (page: Page, n: number) => expect(page.locator('p.ready')).toHaveCount(n, { timeout: 60_000 })
export const next = (page: Page) => page.getByRole('button', { name: called.next }).click()
export const files = (page: Page) => page.locator('input[type=file]').first()
export const fold = (page: Page, name: RegExp) => page.locator('summary', { hasText: name }).click()
export const who = /Who can see|Кто может видеть/
export type Post = {
  id: string
  content: string
  media_attachments: Media[]
  place: { name: string } | null
  rossgram: Access
}
export type Media = { id: string; description: string; meta: { original: { width: number; height: number } } }
export type Access = { access: string; list_id: string | null }
export const mine = async (page: Page, handle: string) => {
  const { id } = (await ask(page, 'GET', `/api/v1/accounts/lookup?acct=${handle}`)) as { id: string }
  return (await ask(page, 'GET', `/api/v1/accounts/${id}/statuses`)) as Post[]
}
