import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as instances from '../api/instance'
import * as api from '../api/push'
import { pushState, turnPushOff, turnPushOn } from './push.svelte'

const device = { endpoint: 'https://push.example/1', toJSON: () => ({ endpoint: 'https://push.example/1', keys: {} }) }
const manager = { getSubscription: vi.fn(async () => null as unknown), subscribe: vi.fn(async () => device) }
const permission = vi.fn(async () => 'granted')

function browser(now = 'default', key = 'BKey') {
  vi.stubGlobal('PushManager', class {})
  vi.stubGlobal('Notification', { permission: now, requestPermission: permission })
  vi.stubGlobal('navigator', { serviceWorker: { getRegistration: async () => ({ pushManager: manager }) } })
  vi.spyOn(instances, 'instance').mockResolvedValue({ configuration: { vapid: { public_key: key } } } as never)
}

beforeEach(() => {
  vi.spyOn(api, 'subscribe').mockResolvedValue({})
  vi.spyOn(api, 'unsubscribe').mockResolvedValue({})
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  permission.mockClear().mockResolvedValue('granted')
  manager.getSubscription.mockReset().mockResolvedValue(null)
  manager.subscribe.mockReset().mockResolvedValue(device)
})

test('to look asks no permission, and says why nothing can be pushed', async () => {
  browser()
  expect(await pushState()).toBe('off')
  browser('denied')
  expect(await pushState()).toBe('denied')
  browser('default', '')
  expect(await pushState()).toBe('none')
  vi.stubGlobal('navigator', {})
  expect(await pushState()).toBe('unknown')
  expect(permission).not.toHaveBeenCalled()
})

test('it is on where the server pushes to this very browser', async () => {
  browser('granted')
  manager.getSubscription.mockResolvedValue(device)
  vi.spyOn(api, 'subscribed').mockResolvedValue({ endpoint: device.endpoint })
  expect(await pushState()).toBe('on')
  vi.spyOn(api, 'subscribed').mockResolvedValue({ endpoint: 'https://push.example/2' })
  expect(await pushState()).toBe('off')
  vi.spyOn(api, 'subscribed').mockRejectedValue(new Error('404'))
  expect(await pushState()).toBe('off')
})

test('a press asks, subscribes with the key of the server, and tells it', async () => {
  browser()
  expect(await turnPushOn()).toBe('on')
  expect(manager.subscribe).toHaveBeenCalledWith({ userVisibleOnly: true, applicationServerKey: 'BKey' })
  expect(api.subscribe).toHaveBeenCalledWith(device.toJSON(), 'en')
  expect(await turnPushOff()).toBe('off')
  expect(api.unsubscribe).toHaveBeenCalledOnce()
})

test('who says no is not subscribed', async () => {
  browser()
  permission.mockResolvedValue('default')
  expect(await turnPushOn()).toBe('off')
  expect(manager.subscribe).not.toHaveBeenCalled()
  expect(api.subscribe).not.toHaveBeenCalled()
})
