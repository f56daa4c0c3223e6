import { createHmac } from 'node:crypto'
import { ask, called, expect, signIn, signUp, test } from './app'

const PASSWORD = 'rossgram on this machine'
const named = (name: RegExp) => ({ name })

/** The code that an authenticator app shows for a secret now (RFC 6238). */
function codeOf(secret: string) {
  const bits = [...secret.replace(/[\s=]/g, '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter.toUpperCase()).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)))
  const moment = Buffer.alloc(8)
  moment.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const mac = createHmac('sha1', key).update(moment).digest()
  const at = mac[mac.length - 1]! & 15
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

test('a second factor is turned on by a QR code, and a recovery code lets in without the phone', async ({ page }) => {
  test.slow()
  const handle = await signUp(page)
  await page.goto('/settings/two-factor')
  await page.getByLabel(/current password|Текущий пароль/).fill('not this one')
  await page.getByRole('button', named(/^(Turn on|Включить)$/)).click()
  await expect(page.getByRole('alert')).toHaveText(/is wrong|Неверный/)
  await page.getByLabel(/current password|Текущий пароль/).fill(PASSWORD)
  await page.getByRole('button', named(/^(Turn on|Включить)$/)).click()
  await expect(page.getByRole('img', named(/QR/))).toBeVisible()
  await page.getByLabel(/Code of the app|Код из приложения/).fill(codeOf(await page.locator('main code').innerText()))
  await page.getByRole('button', named(/^(Confirm|Подтвердить)$/)).click()
  await expect(page.getByRole('heading', named(/recovery codes|Коды восстановления/))).toBeVisible()
  const code = await page.locator('main li code').first().innerText()
  await page.getByRole('button', named(/I have kept|Коды сохранены/)).click()
  await expect(page.getByText(/is on|включён/)).toBeVisible()

  await page.context().clearCookies()
  await page.goto('/sign-in')
  await page.getByLabel(called.name).fill(handle)
  await page.getByLabel(called.password).fill(PASSWORD)
  await page.getByRole('button', named(called.in)).click()
  await page.getByLabel(/^(Code|Код)$/).fill(code)
  await page.getByRole('button', named(called.in)).click()
  await page.waitForURL('/')
})

test('a passkey is made, named, signs in by itself, and is removed', async ({ page }) => {
  test.slow()
  const handle = await signUp(page)
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await page.goto('/settings/passkeys')
  await page.getByLabel(/Its name|Название/).fill('This machine')
  await page.getByLabel(/current password|Текущий пароль/).fill(PASSWORD)
  await page.getByRole('button', named(/^(Add a passkey|Добавить ключ доступа)$/)).click()
  await expect(page.getByText('This machine').first()).toBeVisible()
  await page.getByRole('button', named(/^(Rename|Переименовать)/)).click()
  await page
    .getByLabel(/Its name|Название/)
    .first()
    .fill('Desk')
  await page.getByRole('button', named(/^(Save|Сохранить)$/)).click()
  await expect(page.getByText('Desk').first()).toBeVisible()

  await page.context().clearCookies()
  await page.goto('/sign-in')
  await page.getByRole('button', named(/passkey|ключом доступа/)).click()
  await page.waitForURL('/')
  await page.goto(`/settings/accounts`)
  await expect(page.locator('main').getByText(handle).first()).toBeVisible()

  await page.goto('/settings/passkeys')
  await page.getByRole('button', named(/^(Remove|Удалить)/)).click()
  await page
    .getByLabel(/current password|Текущий пароль/)
    .first()
    .fill(PASSWORD)
  await page.getByRole('button', named(/^(Remove|Удалить)$/)).click()
  await expect(page.getByText(/No passkeys yet|пока нет/)).toBeVisible()
})

test('what the server refuses is taken back, and what it takes stays', async ({ page }) => {
  const handle = await signUp(page)
  await page.goto('/settings/privacy')
  const closed = page.getByRole('switch', named(/^(Private account|Закрытый аккаунт)/))
  await page.route('**/update_credentials', (route) => route.fulfill({ status: 503, json: {} }), { times: 1 })
  await closed.check({ force: true })
  await expect(page.locator('p[role=status].shown')).toHaveText(/cannot do this now|не справляется/)
  await expect(closed).not.toBeChecked()
  await closed.click()
  await expect(closed).toBeChecked()
  await page.waitForLoadState('networkidle')
  await page.reload()
  await expect(closed).toBeChecked()

  await page.goto('/settings/profile')
  await page.getByLabel(/^(Name|Имя)$/).fill('Ada Ω')
  await page.getByRole('button', named(/^(Add a line|Добавить строку)$/)).click()
  await page.getByLabel(/^(Label 1|Подпись 1)$/).fill('Camera')
  await page.getByLabel(/^(Content 1|Текст 1)$/).fill('M6')
  await page.getByRole('button', named(/^(Save|Сохранить)$/)).click()
  await expect(page.locator('p[role=status].shown')).toHaveText(/Profile saved.|Профиль сохранён./)
  await page.goto(`/@${handle}`)
  await expect(page.getByText('Ada Ω')).toBeVisible()
  await expect(page.getByText('M6')).toBeVisible()
})

test('close friends and lists are put together by search, and a hidden word hides', async ({ page }) => {
  await signUp(page)
  await page.goto('/settings/close-friends')
  await page.getByRole('searchbox').fill('kof')
  await page.getByRole('button', named(/^(Add|Добавить) ?kofi/)).click()
  await page.getByRole('button', named(/Clear the field|Очистить поле/)).click()
  await expect(page.getByRole('link', named(/Kofi Mensah/))).toBeVisible()

  await page.goto('/settings/lists')
  await page.getByLabel(/Name of the list|Название списка/).fill('Night')
  await page.getByRole('button', named(/Make a list|Создать список/)).click()
  await expect(page.getByRole('button', named(/^Night$/))).toHaveAttribute('aria-expanded', 'true')

  const kofi = await ask(page, 'GET', '/api/v1/accounts/lookup?acct=kofi')
  await ask(page, 'POST', `/api/v1/accounts/${kofi.id}/follow`)
  await page.goto('/@kofi')
  const tiles = page.locator('main a[data-over]')
  const before = await tiles.count().then(async () => (await expect(tiles.first()).toBeVisible(), tiles.count()))
  await page.goto('/settings/filters')
  await page.getByLabel(/Word or phrase|Слово или фраза/).fill('nightsky')
  await page.getByRole('button', named(/^(Add|Добавить)$/)).click()
  await expect(page.getByText('nightsky')).toBeVisible()
  await page.goto('/@kofi')
  await page.waitForLoadState('networkidle')
  expect(await tiles.count()).toBeLessThan(before)
})

test('another device is seen and signed out from here', async ({ page, browser }) => {
  const handle = await signUp(page)
  const other = await (await browser.newContext({ locale: 'en-GB' })).newPage()
  await signIn(other, handle)
  await page.goto('/settings/devices')
  await expect(page.getByText(/^(This device|Это устройство)$/)).toHaveCount(1)
  await page
    .getByRole('main')
    .getByRole('button', named(/^(Log out|Выйти) ?Rossgram/))
    .click()
  await expect(page.getByRole('main').getByRole('button', named(/^(Log out|Выйти) ?Rossgram/))).toHaveCount(0)
  await other.goto('/notifications')
  await expect(other).toHaveURL(/sign-in/)
})

test('an account is closed by its password, and opened again', async ({ page }) => {
  await signUp(page)
  await page.goto('/settings/leaving')
  await page
    .getByRole('main')
    .getByRole('button', named(/^(Delete account|Удалить аккаунт)$/))
    .click()
  await page.getByLabel(/current password|Текущий пароль/).fill(PASSWORD)
  await page.getByRole('button', named(/^(Close|Закрыть) p/)).click()
  await page.getByRole('button', named(/Keep my account|Оставить аккаунт/)).click()
  await expect(page.getByText(/change your mind|передумать/)).toBeVisible()
})
