import { follow, unfollow, type Relationship } from '../api/accounts'
import { change } from './change'
import { forgetPages } from './pages.svelte'
import { session } from './session.svelte'

/** Follows or asks to; or takes either back. */
export const toggleFollow = (relation: Relationship, isPrivate: boolean) =>
  session.as(() => {
    const isOn = relation.following || relation.requested
    const wish = isOn ? { following: false, requested: false } : isPrivate ? { requested: true } : { following: true }
    forgetPages('home')
    return change(relation, wish, () => (isOn ? unfollow : follow)(relation.id))
  })
