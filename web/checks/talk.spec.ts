import { DESKTOP, EACH, ask, called, expect, newcomer, publish, signIn, signUp, test } from './app'

test(
  'a comment is posted, and one that a guest began waits for them behind the door',
  EACH,
  async ({ page, isMobile }) => {
    await page.goto('/@kofi')
    const post = await page
      .locator('main a[data-over]')
      .nth(isMobile ? 1 : 2)
      .getAttribute('href')
    await page.goto(post!)
    const words = `So quiet there ${Date.now()}`
    await page.getByLabel(called.comment).fill(words)
    await page.getByRole('button', { name: called.send }).click()
    await page.waitForURL(/\/sign-in\?next=/)
    await page.getByLabel(called.name).fill('yuki')
    await page.getByLabel(called.password).fill('rossgram on this machine')
    await page.getByRole('button', { name: called.in }).click()
    await expect(page).toHaveURL(post!)
    await expect(page.getByLabel(called.comment)).toHaveValue(words)

    await page.getByRole('button', { name: called.send }).click()
    await expect(page.getByRole('article').filter({ hasText: words }).last()).toBeVisible()
    await expect(page.getByLabel(called.comment)).toHaveValue('')
    await page.reload()
    await expect(page.getByRole('article').filter({ hasText: words }).last()).toBeVisible()
  },
)

// A phone writes on the page of the post.
test('a comment is written below a post of the feed, with a face', DESKTOP, async ({ page, browser }) => {
  test.slow()
  const author = await newcomer(browser)
  const address = await publish(author.page, author.handle, 'A harbour to talk about')
  await signUp(page)
  await ask(page, 'POST', `/api/v1/accounts/${author.id}/follow`)
  const post = page.getByRole('article').filter({ hasText: 'A harbour to talk about' }).first()
  await expect(async () => {
    await page.goto('/')
    await expect(post).toBeVisible({ timeout: 3000 })
  }).toPass({ timeout: 40_000 })

  const field = post.getByLabel(called.comment)
  await field.fill('So quiet ')
  await post.getByRole('button', { name: /^(Emoji|Эмодзи)$/ }).click()
  await post.getByRole('button', { name: '☀️' }).click()
  await expect(field).toHaveValue('So quiet ☀️')
  await post.getByRole('button', { name: called.send }).click()
  await expect(field).toHaveValue('')
  await expect(post.getByText('So quiet ☀️')).toBeVisible()
  await page.goto(address)
  await expect(page.getByText('So quiet ☀️').first()).toBeVisible()
})

test('replies are folded until they are asked for, and open where one has just written', async ({ browser }) => {
  const { page, handle } = await newcomer(browser)
  const address = await publish(page, handle, 'A lighthouse to talk about')
  const say = (status: string, to: string) => ask(page, 'POST', '/api/v1/statuses', { status, in_reply_to_id: to })
  const comment = await say('Which one is it?', address.split('/').at(-1)!)
  await say('The one in the north', comment.id)
  await page.goto(address)
  await expect(page.getByText('Which one is it?')).toBeVisible()
  await expect(page.getByText('The one in the north')).toHaveCount(0)
  const fold = page.getByRole('button', { name: /^(View 1 reply|Посмотреть 1 ответ)$/ })
  await fold.press('Enter')
  await expect(page.getByText('The one in the north')).toBeVisible()
  await page.getByRole('button', { name: /^(Hide replies|Скрыть ответы)$/ }).click()
  await expect(page.getByText('The one in the north')).toHaveCount(0)

  await page.getByRole('button', { name: /^(Reply|Ответить)$/ }).click()
  await page.getByLabel(called.comment).fill('Ah, that one')
  await page.getByRole('button', { name: called.send }).click()
  await expect(page.getByRole('article').filter({ hasText: 'Ah, that one' }).last()).toBeVisible()
})

test('an album is turned by keys', async ({ page }) => {
  await signIn(page, 'mira')
  const { id } = await ask(page, 'GET', '/api/v1/accounts/lookup?acct=mira')
  const posts: { id: string; media_attachments: object[] }[] = await ask(page, 'GET', `/api/v1/accounts/${id}/statuses`)
  await page.goto(`/@mira/${posts.find((post) => post.media_attachments.length > 1)!.id}`)
  const album = page.getByRole('group', { name: /^(Photo 1 of|Фото 1 из)/ }).first()
  await album.focus()
  const track = page.locator('.track:focus')
  await page.keyboard.press('ArrowRight')
  await expect(track).toHaveAttribute('aria-label', /^(Photo 2 of|Фото 2 из)/)
  await page.keyboard.press('ArrowLeft')
  await expect(track).toHaveAttribute('aria-label', /^(Photo 1 of|Фото 1 из)/)
})

// A phone opens the page.
test('in the dialog of a post the keys, the focus and what is told are the innermost’s', DESKTOP, async ({ page }) => {
  test.slow()
  const handle = await signUp(page)
  for (const alt of ['A gate', 'A lane', 'A mill']) await publish(page, handle, alt)
  await page.goto(`/@${handle}`)
  await page.locator('main a[data-over]').first().click()
  const dialog = page.getByRole('dialog').first()
  const more = dialog.getByRole('button', { name: 'More about this post' })
  await more.click()
  const first = page.url()
  await page.keyboard.press('ArrowRight')
  expect(page.url()).toBe(first)
  await page.getByRole('button', { name: /^Cancel$/ }).click()
  await expect(more).toBeFocused()

  await page.route('**/favourite', (route) => route.fulfill({ status: 503, json: { error: 'Busy' } }))
  await dialog.getByRole('button', { name: called.like }).click()
  await expect(dialog.locator('p[role=status].shown')).toHaveText(/cannot do this now/)

  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft']) {
    const before = page.url()
    await dialog.locator('.photos .photos').click()
    await page.keyboard.press(key)
    await expect(page).not.toHaveURL(before)
    await expect(dialog.locator('.photos .photos')).toBeVisible()
  }
})
