import { ask, expect, newcomer, publish, test } from './app'

const SHOW = /See the photo|Показать фото/
const WARNED = { sensitive: true, spoiler_text: 'A wound that heals' }

test('a photo of which its author warns is covered on tiles, in the feed and on its page until it is asked for', async ({
  browser,
}) => {
  const author = await newcomer(browser)
  const address = await publish(author.page, author.handle, 'A hand in bandages', WARNED)
  const { page: reader } = await newcomer(browser)
  await ask(reader, 'POST', `/api/v1/accounts/${author.id}/follow`)

  await reader.goto(`/@${author.handle}`)
  await expect(reader.getByRole('link', { name: /A wound that heals/ })).toBeVisible()
  await expect(reader.getByRole('link', { name: /bandages/ })).toHaveCount(0)

  await reader.goto('/')
  const post = reader
    .getByRole('article')
    .filter({ has: reader.getByRole('link', { name: author.handle }) })
    .first()
  await expect(post).toContainText('A wound that heals')
  await expect(post.getByRole('img', { name: /bandages/ })).toHaveCount(0)
  await post.getByRole('button', { name: SHOW }).press('Enter')
  await expect(post.getByRole('img', { name: /bandages/ })).toBeVisible()
  await expect(post.locator('.photos .photos')).toBeFocused()

  await reader.goto(address)
  await reader.getByRole('button', { name: SHOW }).click()
  await expect(reader.getByRole('img', { name: /bandages/ })).toBeVisible()

  await author.page.goto(address)
  await expect(author.page.getByRole('img', { name: /bandages/ })).toBeVisible()
})
