import type { Component } from 'svelte'

type Screen = { default: Component<Record<string, string>> }
type Row = [pattern: RegExp, load: () => Promise<unknown>]

/** Address → screen, each loaded when asked for; what the pattern names is what the screen is told. */
const routes: Row[] = [
  [/^\/$/, () => import('./screens/Feed.svelte')],
  [/^\/explore$/, () => import('./screens/Explore.svelte')],
  [/^\/search$/, () => import('./screens/Search.svelte')],
  [/^\/campaigns$/, () => import('./screens/Campaigns.svelte')],
  [/^\/notifications$/, () => import('./screens/Notifications.svelte')],
  [/^\/compose$/, () => import('./screens/Compose.svelte')],
  [/^\/saved$/, () => import('./screens/Saved.svelte')],
  [/^\/settings$/, () => import('./screens/Settings.svelte')],
  [/^\/about$/, () => import('./screens/About.svelte')],
  [/^\/privacy$/, () => import('./screens/Privacy.svelte')],
  [/^\/sign-in$/, () => import('./screens/SignIn.svelte')],
  [/^\/sign-up$/, () => import('./screens/SignUp.svelte')],
  [/^\/@(?<acct>\w+)$/, () => import('./screens/Profile.svelte')],
  [/^\/@(?<acct>\w+)\/(?<kind>followers|following)$/, () => import('./screens/People.svelte')],
  [/^\/@(?<acct>\w+)\/(?<id>\d+)$/, () => import('./screens/PostPage.svelte')],
  [/^\/tags\/(?<tag>[^/]+)$/, () => import('./screens/Tag.svelte')],
]
const nowhere = () => import('./screens/Nowhere.svelte')

export async function screenAt(path: string) {
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
export const isForMembers = (path: string) => /^\/(compose|notifications|saved)$/.test(path)
