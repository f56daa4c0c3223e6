import { expect, test, vi } from 'vitest'
import { types } from './finding'
import { subscribe } from './push'

test('a device is told of everything that the notifications show', async () => {
  const sent = vi.fn(async (_address: string, _request: RequestInit) => Response.json({}))
  vi.stubGlobal('fetch', sent)
  await subscribe({ endpoint: 'https://push.example/1', keys: {} }, 'ru')
  const { data } = JSON.parse(String(sent.mock.lastCall?.[1].body))
  expect(Object.keys(data.alerts)).toEqual(types)
  expect(data.alerts).toMatchObject({ status: true, sale: true, campaign_needs_you: true })
  vi.unstubAllGlobals()
})
