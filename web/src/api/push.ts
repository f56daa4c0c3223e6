import { ask } from './client'

const path = '/api/v1/push/subscription'

/** What a device may be told of, by the API's types. */
const kinds = ['mention', 'follow', 'follow_request', 'favourite', 'reblog'] as const
const money = ['purchase_open', 'sale', 'tip', 'subscriber', 'pledge']
const campaigns = ['campaign_funded', 'campaign_ended', 'campaign_failed', 'campaign_needs_you']

/** Has this browser told of everything that the account is told of, in a language. */
export const subscribe = (device: PushSubscriptionJSON, language: string) => {
  const alerts = Object.fromEntries([...kinds, ...money, ...campaigns].map((kind) => [kind, true]))
  const subscription = { endpoint: device.endpoint, keys: device.keys, standard: true }
  const headers = { 'Accept-Language': language }
  return ask<object>('POST', path, { body: { subscription, data: { alerts, policy: 'all' } }, headers })
}
export const unsubscribe = () => ask<object>('DELETE', path)
export const subscribed = () => ask<{ endpoint: string }>('GET', path)
