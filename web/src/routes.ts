import type { Component } from 'svelte'
import type { Needed } from './state/session.svelte'
import { waitsAt } from './waiting'
import { furthers } from './words/catalogues'
import { wanted } from './words/choice'

type Screen = { default: Component<Record<string, string>> }
type Row = [pattern: RegExp, load: () => Promise<unknown>]

/** A screen that says more than the first pages: its words come with it. */
const further = (load: Row[1]) => () => {
  // A failure is told by whoever draws them, and asks again.
  void furthers[wanted()]().catch(() => undefined)
  return load()
}

/** Address → screen, each loaded when asked for; what the pattern names is what the screen is told. */
const routes: Row[] = [
  [/^\/$/, () => import('./screens/Feed.svelte')],
  [/^\/explore$/, () => import('./screens/Explore.svelte')],
  [/^\/search$/, () => import('./screens/Search.svelte')],
  [/^\/campaigns$/, () => import('./screens/Campaigns.svelte')],
  [/^\/campaigns\/new$/, further(() => import('./screens/PlanCampaign.svelte'))],
  [/^\/campaigns\/(?<id>\d+)$/, () => import('./screens/CampaignPage.svelte')],
  [/^\/campaigns\/(?<id>\d+)\/edit$/, further(() => import('./screens/PlanCampaign.svelte'))],
  [/^\/pledges$/, () => import('./screens/Pledges.svelte')],
  [/^\/notifications$/, () => import('./screens/Notifications.svelte')],
  [/^\/direct(?:\/(?<scope>requests))?$/, further(() => import('./screens/Direct.svelte'))],
  [/^\/direct\/(?<id>\d+)$/, further(() => import('./screens/Talk.svelte'))],
  [/^\/direct\/new\/(?<acct>\w+)$/, further(() => import('./screens/NewTalk.svelte'))],
  [/^\/compose$/, further(() => import('./screens/Compose.svelte'))],
  [/^\/drafts$/, further(() => import('./screens/Drafts.svelte'))],
  [/^\/saved$/, () => import('./screens/Saved.svelte')],
  [/^\/purchases$/, further(() => import('./screens/Purchases.svelte'))],
  [/^\/desk(?:\/(?<part>sales|subscribers|offers|payouts))?$/, further(() => import('./screens/Desk.svelte'))],
  [
    /^\/moderation(?:\/(?<part>mine|closed|appeals|accounts|trends|log))?$/,
    further(() => import('./screens/Moderation.svelte')),
  ],
  [/^\/moderation\/reports\/(?<id>\d+)$/, further(() => import('./screens/ReportPage.svelte'))],
  [/^\/moderation\/accounts\/(?<id>\d+)$/, further(() => import('./screens/MemberPage.svelte'))],
  [/^\/settings$/, further(() => import('./screens/Settings.svelte'))],
  [/^\/settings\/(?<section>[a-z-]+)$/, further(() => import('./screens/Settings.svelte'))],
  [/^\/collections\/(?<id>\d+)$/, () => import('./screens/Collection.svelte')],
  [/^\/places\/(?<id>\d+)$/, () => import('./screens/Place.svelte')],
  [/^\/about$/, further(() => import('./screens/About.svelte'))],
  [/^\/terms(?:\/(?<day>\d{4}-\d\d-\d\d))?$/, further(() => import('./screens/Terms.svelte'))],
  [/^\/privacy(?:\/(?<day>\d{4}-\d\d-\d\d))?$/, further(() => import('./screens/Privacy.svelte'))],
  [/^\/sign-in$/, () => import('./screens/SignIn.svelte')],
  [/^\/sign-up$/, further(() => import('./screens/SignUp.svelte'))],
  [/^\/invite\/(?<code>[\w-]+)$/, further(() => import('./screens/SignUp.svelte'))],
  [/^\/@(?<acct>\w+)$/, () => import('./screens/Profile.svelte')],
  [/^\/@(?<acct>\w+)\/(?<kind>followers|following)$/, () => import('./screens/People.svelte')],
  [/^\/@(?<acct>\w+)\/(?<id>\d+)$/, () => import('./screens/PostPage.svelte')],
  [/^\/tags\/(?<tag>[^/]+)$/, () => import('./screens/Tag.svelte')],
]
/** What the addresses of the screens look like. */
export const patterns = routes.map(([pattern]) => pattern)

const nowhere = () => import('./screens/Nowhere.svelte')

const first = {
  address: () => import('./screens/Unconfirmed.svelte'),
  terms: further(() => import('./screens/NewTerms.svelte')),
}

export async function screenAt(path: string, waits: Needed = '') {
  if (waits && waitsAt(path, waits)) return { Shown: ((await first[waits]()) as Screen).default, told: {} }
  const plain = path.replace(/(.)\/$/, '$1')
  for (const [pattern, load] of routes) {
    const found = pattern.exec(plain)
    if (found) return { Shown: ((await load()) as Screen).default, told: { ...found.groups } }
  }
  return { Shown: ((await nowhere()) as Screen).default, told: {} }
}

/** The id of the post that an address is of. */
export const postAt = (path: string) => /^\/@\w+\/(\d+)$/.exec(path)?.[1]

/** What is nobody's but whoever's is signed in. */
const members = [
  'compose',
  'drafts',
  'notifications',
  'saved',
  'pledges',
  'purchases',
  'desk(/\\w+)?',
  'campaigns/new',
  'direct(/.+)?',
  'moderation(/.+)?',
]
const forMembers = new RegExp(`^/(${[...members, 'campaigns/\\d+/edit', 'settings/(?!look$)[a-z-]+'].join('|')})$`)
export const isForMembers = (path: string) => forMembers.test(path)
