import { named } from './api/accounts'
import { campaign } from './api/campaigns'
import { actAs, begin } from './api/client'
import { marks } from './api/finding'
import { instance } from './api/instance'
import { comments, everyones, home, ofAccount, one, pinned } from './api/posts'
import { here } from './api/session'
import { postAt, screenAt } from './routes'
import { accountHere } from './state/here'
import { catalogues } from './words/catalogues'
import { wanted } from './words/choice'

/** What the first screen shows, asked for while the rest of the client is on its way. */
function asksOf(path: string, account: string): Promise<unknown>[] {
  const post = postAt(path)
  const name = /^\/@(\w+)$/.exec(path)?.[1]
  const cause = /^\/campaigns\/(\d+)$/.exec(path)?.[1]
  // The page that the server makes says whose it is.
  const whose = document.querySelector<HTMLMetaElement>('meta[name="account"]')?.content
  if (path === '/') return account ? [home(), marks()] : [everyones()]
  if (post) return [one(post), comments(post)]
  if (cause) return [campaign(cause)]
  if (name) return [named(name), ...(whose ? [pinned(whose), ofAccount(whose)()] : [])]
  return []
}

const path = location.pathname
const account = accountHere()
actAs(account)
begin(() => [here(), instance(), ...asksOf(path, account)])
// Whether these came is seen, and told, by who asks for them again.
const ignore = () => undefined
void screenAt(path).catch(ignore)
void catalogues[wanted()]().catch(ignore)
void import('./start')
// The first of all formatters keeps a phone busy for a fifth of a second, in which it only waits now.
new Intl.NumberFormat(wanted())
