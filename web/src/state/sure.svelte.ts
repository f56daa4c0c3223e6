/** Asks before what cannot be undone: the first press is answered by a question, and the second one acts. */
export class Sure {
  #of = $state<string>()
  #acts = false

  /** Whether the question is asked: of one thing among many, which `what` names. */
  asked = (what = '') => this.#of === what

  /** Acts where the question was asked, and asks it otherwise; what is being done is not done twice. */
  press = async (act: () => unknown, what = '') => {
    if (this.#acts) return
    if (!this.asked(what)) return void (this.#of = what)
    this.#acts = true
    try {
      await act()
    } finally {
      this.#acts = false
      this.forget()
    }
  }

  /** Nobody is asked any more: they looked away, or began anew. */
  forget = () => (this.#of = undefined)
}
