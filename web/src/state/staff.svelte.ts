import { own } from '../api/accounts'
import { ofOneAccount } from './own'

/** Whether whoever is signed in moderates, as the server said when it was asked last; it asks again at each use. */
class Staff {
  moderates = $state(false)
  #asked?: Promise<boolean>

  /** Asks once an account: links that lead to the desk are shown by it, and nothing is opened by it. */
  know = () => (this.#asked ??= this.look().catch(() => ((this.#asked = undefined), false)))

  /** Asks anew. */
  look = async () => {
    const { role } = await own()
    return (this.moderates = role.permissions !== '0')
  }

  forget = () => {
    this.#asked = undefined
    this.moderates = false
  }
}

export const staff = new Staff()
ofOneAccount(staff.forget)
