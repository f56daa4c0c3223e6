type Fields = Record<string, unknown>

const written = (value: unknown) => JSON.stringify(value)
const copyOf = (fields: object) => JSON.parse(written(fields)) as Fields

/**
 * What somebody typed into a form and has not sent: this tab keeps it, by account, so that neither a closed sheet nor a
 * session that ended takes it.
 */
export class Unsent {
  #slot: string
  #known: Fields = {}

  constructor(form: string, account = '') {
    this.#slot = `unsent ${form} ${account}`
  }

  /** What the form begins with: what is known, but for the fields that were changed before. */
  over<T extends object>(known: T): T {
    this.#known = copyOf(known)
    return { ...known, ...(JSON.parse(sessionStorage.getItem(this.#slot) ?? '{}') as Partial<T>) }
  }

  keep(typed: object) {
    const changed = Object.entries(typed).filter(([field, value]) => written(value) !== written(this.#known[field]))
    if (changed.length) sessionStorage.setItem(this.#slot, written(Object.fromEntries(changed)))
    else sessionStorage.removeItem(this.#slot)
  }

  /** The server has it: from now on only what differs from it is kept. */
  sent(typed: object) {
    this.#known = copyOf(typed)
    sessionStorage.removeItem(this.#slot)
  }
}
