import type { Account } from '../api/accounts'
import { actAs, whenSignedOut, whenUnconfirmed } from '../api/client'
import * as api from '../api/session'
import { forgetAccount } from './forgetting'
import { accountHere, accountOfTab, forgetTab, keepForBrowser, keepForTab } from './here'
import { forgetOwn } from './own'
import { doorTo, nextOf, place } from './place.svelte'

export type Needed = '' | 'address' | 'terms'

/** Who is signed in in this browser, and which of them this tab acts as. */
class Session {
  accounts = $state<Account[]>([])
  me = $state<Account>()
  /** What is needed of them first: that they confirm their address, or accept terms; until then little is open. */
  waits = $state<Needed>('')
  /** Whether somebody is here, and the server has not said yet who. */
  unknown = $state(false)
  #asks?: Promise<void>

  constructor() {
    whenSignedOut(() => this.me && void this.again())
    whenUnconfirmed(() => (this.waits = this.me ? 'address' : ''))
    addEventListener('online', () => this.unknown && void this.again())
  }

  start = () => (this.#asks ??= this.#ask().finally(() => (this.#asks = undefined)))

  /** As `start`, where what is shown tells of a failure. */
  again = () => this.start().catch(() => undefined)

  async #ask() {
    try {
      this.#take((await api.here()).accounts)
    } catch (failure) {
      this.unknown = !this.me && accountHere() !== ''
      throw failure
    }
  }

  enter = async (form: Parameters<typeof api.enter>[0]) => this.#enter(api.enter(form))
  enterBy = async (credential: object) => this.#enter(api.enterBy(credential))
  join = async (form: api.Joining) => this.#enter(api.join(form))

  /** Whether who signed up waits for the staff: then everything stays as it was. */
  async #enter(asked: ReturnType<typeof api.enter>) {
    const isHere = place.stay()
    const { accounts, pending } = await asked
    if (pending) return true
    keepForTab(accounts[0]?.id ?? '')
    this.#take(accounts)
    if (isHere()) place.go(nextOf(place.query))
    return false
  }

  /** This tab, and every new one, is another account's from now on; what was drawn for the one of before goes. */
  become = async (account: Account) => {
    keepForTab(account.id)
    await api.prefer(account.id)
    location.assign('/')
  }

  /** Signs out an account, or all, and takes from this device what it kept of them; a tab of another stays its own. */
  leave = async (account?: Account) => {
    await api.leave(account?.id)
    const left = account ? [account] : this.accounts
    if (left.some(({ id }) => id === this.me?.id)) forgetTab()
    // Where this device lets go of nothing, one is signed out all the same.
    for (const { id } of left) await forgetAccount(id).catch(() => undefined)
    location.assign('/')
  }

  /** Runs what only somebody who is signed in may do; everybody else is led to the door, and back. */
  as = (act: () => unknown) => {
    if (this.me) return act()
    place.go(doorTo(place.path))
  }

  /** One's own profile is as it was just saved, wherever it is shown. */
  took = (now: Account, ...shown: Account[]) => {
    for (const account of [...shown, ...this.accounts]) if (account.id === now.id) Object.assign(account, now)
  }

  #take(accounts: Account[]) {
    const wanted = accountOfTab()
    const before = this.me?.id
    this.accounts = accounts
    this.me = accounts.find((account) => account.id === wanted) ?? accounts[0]
    keepForBrowser(this.me?.id)
    actAs(this.me?.id ?? '')
    this.unknown = false
    if (this.me?.id === before) return
    this.waits = ''
    forgetOwn()
  }
}

export const session = new Session()
