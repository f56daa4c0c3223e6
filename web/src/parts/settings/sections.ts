import type { Component } from 'svelte'
import { server } from '../../state/server.svelte'
import { staff } from '../../state/staff.svelte'
import type { Sentence } from '../../words/words.svelte'
import type { IconName } from '../icons'

type Load = () => Promise<{ default: Component }>
/** A page of the settings; `open` is for whoever is signed out, too. */
export type Section = {
  name: string
  icon: IconName
  title: Sentence
  load: Load
  open?: boolean
  /** Whether whoever is signed in has it. */
  may?: () => boolean
}
type Group = { title: Sentence; sections: Section[] }

/** Everybody, where the operator wants that; else the staff. */
const mayInvite = () => {
  const told = server.told?.rossgram.registrations
  return told?.mode !== 'closed' && (told?.invites_by === 'everybody' || staff.moderates)
}
/** Where the operator has views counted. */
const areCounted = () => server.told?.rossgram.insights === true
const section = (name: string, icon: IconName, title: Sentence, load: Load): Section => ({ name, icon, title, load })

export const groups: Group[] = [
  {
    title: 'settings.you',
    sections: [
      section('profile', 'user', 'settings.profile', () => import('./Profile.svelte')),
      section('accounts', 'users', 'settings.accounts', () => import('./Accounts.svelte')),
      { ...section('invites', 'link', 'settings.invites', () => import('./Invites.svelte')), may: mayInvite },
      {
        ...section('insights', 'chart-column', 'settings.insights', () => import('../insights/Insights.svelte')),
        may: areCounted,
      },
      section('notifications', 'bell', 'settings.notifications', () => import('./Notifications.svelte')),
    ],
  },
  {
    title: 'settings.who',
    sections: [
      section('privacy', 'lock', 'settings.privacy', () => import('./Privacy.svelte')),
      section('tags', 'user', 'settings.tags', () => import('./Tags.svelte')),
      section('close-friends', 'star', 'settings.close_friends', () => import('./CloseFriends.svelte')),
      section('lists', 'users-round', 'settings.lists', () => import('./Lists.svelte')),
      section('blocked', 'ban', 'settings.blocked', () => import('./Blocked.svelte')),
      section('muted', 'volume-x', 'settings.muted', () => import('./Muted.svelte')),
      section('filters', 'filter', 'settings.filters', () => import('./Filters.svelte')),
    ],
  },
  {
    title: 'settings.security',
    sections: [
      section('password', 'key-round', 'settings.password', () => import('./Password.svelte')),
      section('email', 'mail', 'settings.email', () => import('./Email.svelte')),
      section('two-factor', 'shield-check', 'settings.two_factor', () => import('./TwoFactor.svelte')),
      section('passkeys', 'fingerprint', 'settings.passkeys', () => import('./Passkeys.svelte')),
      section('devices', 'monitor-smartphone', 'settings.devices', () => import('./Devices.svelte')),
    ],
  },
  {
    title: 'settings.more',
    sections: [
      { ...section('look', 'palette', 'settings.look', () => import('./Look.svelte')), open: true },
      section('standing', 'circle-check', 'settings.standing', () => import('./Standing.svelte')),
      section('leaving', 'door-open', 'settings.account', () => import('./Leaving.svelte')),
    ],
  },
]

export const sections = groups.flatMap((group) => group.sections)
