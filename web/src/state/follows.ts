import * as api from '../api/accounts'
import type { Account, Relationship } from '../api/accounts'
import { change } from './change'
import { notices } from './notices.svelte'
import { forgetPages, leaveOut } from './pages.svelte'
import { relations } from './relations.svelte'
import { session } from './session.svelte'

/** Follows or asks to; or takes either back. */
export const toggleFollow = ({ id, locked }: Account) =>
  session.as(() => {
    const relation = relations.of(id)
    forgetPages('home')
    // Not known yet how one stands: following who is followed changes nothing.
    if (!relation) return settle(api.follow(id))
    const isOn = relation.following || relation.requested
    const wish = isOn ? { following: false, requested: false } : locked ? { requested: true } : { following: true }
    return change(relation, wish, () => (isOn ? api.unfollow : api.follow)(id))
  })

/** Asks for a change of how one stands to an account, sees to the lists, tells it everywhere; says whether it was made. */
export async function settle(asked: Promise<Relationship>, lists: () => unknown = () => undefined) {
  try {
    const now = await asked
    lists()
    relations.tell(now)
    return true
  } catch (failure) {
    notices.failed(failure)
    return false
  }
}

/** Mutes for seconds, 0 for good, or blocks: what they posted leaves every list at once. */
export const mute = (id: string, seconds: number, notifications: boolean) =>
  settle(api.mute(id, seconds, notifications), () => leaveOut(id))
export const block = (id: string) => settle(api.block(id), () => leaveOut(id))
export const unmute = (id: string) => settle(api.unmute(id), forgetPages)
export const unblock = (id: string) => settle(api.unblock(id), forgetPages)
export const keepNote = (id: string, comment: string) => settle(api.note(id, comment))
export const dropFollower = (id: string) => settle(api.dropFollower(id))
export const toggleShares = (relation: Relationship) => settle(api.showShares(relation.id, !relation.showing_reblogs))
