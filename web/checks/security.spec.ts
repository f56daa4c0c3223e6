import { createHmac } from 'node:crypto'
import { called, expect, signUp, test } from './app'

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
