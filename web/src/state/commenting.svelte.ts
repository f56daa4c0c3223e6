type Kept = { text: string; sent?: string; key?: string }

const slotOf = (postId: string, account: string) => `comment ${postId} ${account}`
const read = (slot: string) => JSON.parse(sessionStorage.getItem(slot) ?? 'null') as Kept | null
const write = (slot: string, kept: Kept) => sessionStorage.setItem(slot, JSON.stringify(kept))

/**
 * The comment that somebody is writing under a post: this tab keeps it, by account, until the server has it. What a guest
 * began is of the account that they sign in to.
 */
export class BegunComment {
  #slot: string
  #text = $state('')

  constructor(postId: string, account = '') {
    this.#slot = slotOf(postId, account)
    const guests = slotOf(postId, '')
    const begun = read(this.#slot) ?? read(guests)
    if (!begun?.text) return
    this.#text = begun.text
    if (account) sessionStorage.removeItem(guests)
    write(this.#slot, begun)
  }

  get text() {
    return this.#text
  }

  set text(text: string) {
    this.#text = text
    if (text) write(this.#slot, { ...read(this.#slot), text })
    else this.end()
  }

  /** Begins an answer, unless something is written already. */
  answer(acct: string) {
    if (/^(@\S+)?\s*$/.test(this.#text)) this.text = `@${acct} `
  }

  /** What the server knows it by: sent twice to the same post or comment, the same words are one comment. */
  keyFor(parentId: string) {
    const sent = `${parentId} ${this.#text}`
    const before = read(this.#slot)
    const key = before?.sent === sent && before.key ? before.key : crypto.randomUUID()
    write(this.#slot, { text: this.#text, sent, key })
    return key
  }

  end() {
    this.#text = ''
    sessionStorage.removeItem(this.#slot)
  }
}
