import { campaign, ownPledge, pledges, type Campaign, type Pledge } from '../api/campaigns'
import { session } from './session.svelte'

/** A campaign with the pledge that its reader has. */
export type Found = { campaign: Campaign; pledge?: Pledge }

const TRIES = 20
const EVERY_MS = 1500

export async function find(id: string): Promise<Found> {
  const [found, pledge] = await Promise.all([campaign(id), session.me && ownPledge(id)])
  return { campaign: found, pledge }
}

/** Asks what has become of it, and shows that: sums are the server's, and nothing is added up here. */
export async function again(found: Found) {
  Object.assign(found, { pledge: undefined }, await find(found.campaign.id))
}

/** Whether Stripe has told the server of it, and nothing more is asked of its backer. */
const isTold = (pledge?: Pledge) => !!pledge && pledge.state !== 'pending' && !pledge.action_url

/** After a payment: looks until it is told. True then, false after half a minute; nothing once its reader has gone. */
async function until(look: () => Promise<boolean>, isGone: () => boolean) {
  for (let tries = 0; tries < TRIES && !isGone(); tries++) {
    if (await look().catch(() => false)) return true
    await new Promise((done) => setTimeout(done, EVERY_MS))
  }
  return isGone() ? undefined : false
}

/** After a payment: asks until the pledge counts, and shows what has become of it. */
export const untilTold = (found: Found, isGone: () => boolean) =>
  until(async () => {
    await again(found)
    return isTold(found.pledge)
  }, isGone)

/** After a payment: asks until nothing more is asked for any of these pledges, and shows what has become of them. */
export const untilAllTold = (shown: () => Pledge[], isGone: () => boolean) =>
  until(async () => {
    const { items } = await pledges()
    for (const now of items)
      Object.assign(shown().find(({ id }) => id === now.id) ?? {}, { action_url: null, action_by: null }, now)
    return items.every(isTold)
  }, isGone)
