import { campaign, ownPledge, type Campaign, type Pledge } from '../api/campaigns'
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

/**
 * After a payment: asks until Stripe has told the server of it. True if the pledge counts then, false if nothing was
 * told in half a minute; nothing at all once its reader has gone.
 */
export async function untilTold(found: Found, isGone: () => boolean) {
  for (let tries = 0; tries < TRIES && !isGone(); tries++) {
    await again(found).catch(() => undefined)
    if (found.pledge && found.pledge.state !== 'pending') return true
    await new Promise((done) => setTimeout(done, EVERY_MS))
  }
  return isGone() ? undefined : false
}
