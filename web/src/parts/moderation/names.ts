import type { Member } from '../../api/moderation'
import { say } from '../../words/words.svelte'

/** What an account is called, which may be gone. */
export const nameOf = (one: Member) => (one.username ? `@${one.username}` : say('reported.gone'))

const roles = { '1': 'member.moderator', '2': 'member.admin' } as const

/** What an account is in the staff, in a list of none or one. */
export const roleOf = ({ role }: Member) => (role.id in roles ? [say(roles[role.id as keyof typeof roles])] : [])
