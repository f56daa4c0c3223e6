import { ask, expect, newcomer, publish, signIn, test } from './app'

test('a collection and a place have pages of their own', async ({ page }) => {
  await signIn(page, 'mira')
  const me = await ask(page, 'GET', '/api/v1/accounts/verify_credentials')
  const posts: { id: string }[] = await ask(
    page,
    'GET',
    `/api/v1/accounts/${me.id}/statuses?only_media=true&exclude_reblogs=true`,
  )
  const title = `Heights ${Date.now()}`
  await ask(page, 'POST', '/api/rossgram/v1/collections', {
    title,
    visibility: 'public',
    post_ids: posts.slice(0, 2).map((post) => post.id),
  })
  await page.goto('/@mira')
  await page.getByRole('button', { name: /^(Collections|Подборки)$/ }).click()
  await page.getByRole('link', { name: new RegExp(title) }).click()
  await expect(page).toHaveURL(/\/collections\/\d+$/)
  await expect(page.locator('main a[data-over]')).toHaveCount(2)
  await page.goto('/places/2267057')
  await expect(page.getByText('Lisbon').first()).toBeVisible()
  await expect(page.getByText('Portugal')).toBeVisible()
})

test('one’s own collection is renamed, hidden, emptied down to a post and deleted', async ({ browser }) => {
  test.slow()
  const { page, handle } = await newcomer(browser)
  const ids: string[] = []
  for (const name of ['A first gate', 'A second gate']) ids.push((await publish(page, handle, name)).split('/').at(-1)!)
  const title = `Gates ${Date.now()}`
  const made = await ask(page, 'POST', '/api/rossgram/v1/collections', { title, visibility: 'public', post_ids: ids })

  await page.goto(`/@${handle}/${ids[0]}`)
  await page.getByRole('button', { name: /^(More about this post|Ещё о публикации)$/ }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(Collections|Подборки)$/ })
    .click()
  const held = page.getByRole('dialog').getByRole('button', { name: new RegExp(title) })
  await expect(held).toHaveAttribute('aria-pressed', 'true')
  await held.click()
  await expect(page.getByText(/Taken out of|Убрано из/)).toBeVisible()
  await expect(held).toHaveAttribute('aria-pressed', 'false')

  await page.goto(`/collections/${made.id}`)
  await expect(page.locator('main a[data-over]')).toHaveCount(1)
  const menu = page.getByRole('button', { name: /^(More about this collection|Ещё о подборке)$/ })
  await menu.click()
  await page.getByRole('button', { name: /^(Edit collection|Изменить подборку)$/ }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel(/^(Name|Название)$/).fill(`${title} again`)
  await sheet.getByRole('combobox').selectOption('draft')
  await sheet.getByRole('button', { name: /^(Save|Сохранить)$/ }).click()
  await expect(sheet).toHaveCount(0)
  await expect(page.getByText(`${title} again`).first()).toBeVisible()
  const { page: stranger } = await newcomer(browser)
  await stranger.goto(`/collections/${made.id}`)
  await expect(stranger.getByRole('heading', { name: /Nothing is here|Здесь ничего нет/ }).last()).toBeVisible()

  await menu.click()
  await sheet.getByRole('button', { name: /^(Delete collection|Удалить подборку)$/ }).click()
  await sheet.getByRole('button', { name: /^(Delete for good\?|Удалить навсегда\?)$/ }).click()
  await expect(page).toHaveURL(`/@${handle}`)
  await expect(page.locator('p[role=status].shown')).toHaveText(/its posts stay|публикации остались/)
})
