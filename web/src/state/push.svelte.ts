import { instance } from '../api/instance'
import { subscribe, subscribed, unsubscribe } from '../api/push'
import { language } from '../words/words.svelte'

/** Why nothing is pushed to this device, or that it is, or may be. */
export type PushState = 'off' | 'on' | 'denied' | 'unknown' | 'none'

const worker = () => navigator.serviceWorker.getRegistration()

/** Asks no permission: whether this account's news is pushed to this browser, and whether it can be. */
export async function pushState(): Promise<PushState> {
  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window)) return 'unknown'
  if (!(await instance()).configuration.vapid.public_key) return 'none'
  if (Notification.permission === 'denied') return 'denied'
  const device = await (await worker())?.pushManager.getSubscription()
  if (!device) return 'off'
  // The server may have given it up, or it is another account's.
  const known = await subscribed().catch(() => undefined)
  return known?.endpoint === device.endpoint ? 'on' : 'off'
}

/** Asks for the permission, and has this browser told. It is called by a press: browsers ask after nothing else. */
export async function turnPushOn(): Promise<PushState> {
  if ((await Notification.requestPermission()) !== 'granted')
    return Notification.permission === 'denied' ? 'denied' : 'off'
  const found = await worker()
  if (!found) return 'unknown'
  const { public_key } = (await instance()).configuration.vapid
  const device = await found.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: public_key })
  await subscribe(device.toJSON(), language())
  return 'on'
}

/** Has the server push nothing more; the browser's own subscription may be another account's too, and stays. */
export async function turnPushOff(): Promise<PushState> {
  await unsubscribe()
  return 'off'
}
