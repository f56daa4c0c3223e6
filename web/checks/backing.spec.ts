import { expect, signUp, test } from './app'

const PLEDGE = {
  id: '115000000000000001',
  campaign_id: '115000000000000002',
  campaign: null,
  amount: 2500,
  currency: 'eur',
  late: false,
  anonymous: false,
  created_at: '2026-11-01T12:00:00.000Z',
}

test('whoever comes back from their bank sees what has become of their pledge, without a reload', async ({ page }) => {
  const answers = [
    { ...PLEDGE, state: 'action_required', action_url: '/campaigns', action_by: '2026-12-01T12:00:00.000Z' },
    { ...PLEDGE, state: 'collected' },
  ]
  let asked = 0
  await signUp(page)
  await page.route('**/api/rossgram/v1/pledges', (route) =>
    route.fulfill({ json: [asked++ < 2 ? answers[0] : answers[1]] }),
  )
  await page.goto('/pledges?checkout=done')
  const confirm = page.getByRole('link', { name: /Confirm with the bank|Подтвердить в банке/ })
  await expect(confirm).toBeVisible()
  await expect(confirm).toBeHidden()
  await expect(page.getByText(/It is paid|Оплачено/)).toBeVisible()
  await expect(page).toHaveURL('/pledges')
})
