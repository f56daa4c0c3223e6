import { ask } from './client'
import { types } from './finding'

const path = '/api/v1/push/subscription'

/** Has this browser told of everything that the account is told of, in a language. */
export const subscribe = (device: PushSubscriptionJSON, language: string) => {
  const alerts = Object.fromEntries(types.map((type) => [type, true]))
  const subscription = { endpoint: device.endpoint, keys: device.keys, standard: true }
  const headers = { 'Accept-Language': language }
  return ask<object>('POST', path, { body: { subscription, data: { alerts, policy: 'all' } }, headers })
}
export const unsubscribe = () => ask<object>('DELETE', path)
export const subscribed = () => ask<{ endpoint: string }>('GET', path)
