import { Failure, failureOf } from '../api/client'
import { refusalOf } from '../words/refusals'
import type { Media } from '../api/posts'
import * as api from '../api/uploads'

export type State = 'waiting' | 'working' | 'sending' | 'making' | 'ready' | 'failed'
const LOOKS_EVERY_MS = 1000
const MOST_LOOKS = 120
const WAITS_MS = [1000, 3000]

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))
const mayPass = ({ status }: Failure) => status === 0 || status === 429 || status >= 500

export type KeptUpload = { id: string; sent: string; told: string; made?: Media }

/** The way of one photo to the server: made, sent, and looked at until it is ready; what was sent before is dropped. */
export class Upload {
  state = $state<State>('waiting')
  share = $state(0)
  why = $state('')
  id = $state('')
  made = $state.raw<Media>()
  // What was done to the file that was sent, and which alt text the server has.
  #sent = ''
  #told = ''
  #turn = 0
  #stop = () => {}
  #going?: Promise<void>

  constructor(kept?: KeptUpload) {
    this.id = kept?.id ?? ''
    this.#sent = kept?.sent ?? ''
    this.#told = kept?.told ?? ''
    this.made = kept?.made
    if (this.id && this.made) this.state = 'ready'
  }

  kept = (): KeptUpload => ({ id: this.id, sent: this.#sent, told: this.#told, made: this.made })

  /** Sends what `make` makes under the name of what was done to it: once, and once more only after a failure. */
  send = (wanted: string, make: () => Promise<api.Photo>, alt: () => string): Promise<void> => {
    const isSame = this.#sent === wanted
    if (isSame && this.#going) return this.#going
    if (isSame && this.state === 'ready') return Promise.resolve()
    const known = isSame ? this.id : ''
    this.leave(!known)
    this.#sent = wanted
    return (this.#going = this.#go(this.#turn, known, make, alt))
  }

  async #go(turn: number, known: string, make: () => Promise<api.Photo>, alt: () => string) {
    this.why = ''
    try {
      if (!known || !(await this.#watch(turn, known))) await this.#tried(turn, make, alt)
    } catch (thrown) {
      if (turn !== this.#turn) return
      const failure = failureOf(thrown)
      this.state = 'failed'
      this.why = failure.status === 422 ? refusalOf(failure, { 422: 'refused.file' }) : ''
      // What the server refused, it refuses again: the next try sends it anew.
      if (failure.status === 422) this.id = ''
    } finally {
      if (turn === this.#turn) this.#going = undefined
    }
  }

  /** Sends it, three times where the way is bad. */
  async #tried(turn: number, make: () => Promise<api.Photo>, alt: () => string) {
    this.state = 'working'
    this.share = 0
    const photo = await make()
    for (let tries = 0; turn === this.#turn; tries++)
      try {
        return await this.#once(turn, photo, alt())
      } catch (thrown) {
        const wait = WAITS_MS[tries]
        if (wait === undefined || !mayPass(failureOf(thrown))) throw thrown
        await pause(wait)
      }
  }

  async #once(turn: number, photo: api.Photo, alt: string) {
    this.state = 'sending'
    const form = await api.begin(photo, alt)
    if (turn !== this.#turn) return
    const { done, stop } = api.send(photo.blob, form, (share) => (this.share = share))
    this.#stop = stop
    await done
    this.#told = alt
    this.id = form.id
    if (!(await this.#watch(turn, form.id))) throw new Failure(0, '')
  }

  /** Looks until the server has made it; false where it knows nothing of it, or where it takes too long. */
  async #watch(turn: number, id: string) {
    this.state = 'making'
    for (let looks = 0; looks < MOST_LOOKS && turn === this.#turn; looks++) {
      const found = await api.look(id).catch((thrown) => {
        if (failureOf(thrown).status === 404) return undefined
        throw thrown
      })
      if (!found) return false
      if (found.url && turn === this.#turn) {
        this.made = found
        this.state = 'ready'
        return true
      }
      await pause(LOOKS_EVERY_MS)
    }
    return turn !== this.#turn
  }

  /** Tells the server an alt text that it does not know yet. */
  describe = async (text: string) => {
    if (!this.id || text === this.#told) return
    await api.describe(this.id, text)
    this.#told = text
  }

  /** Is on no way any longer; with `isDropped` what the server has of it goes, too. */
  leave = (isDropped: boolean) => {
    this.#turn++
    this.#stop()
    this.#going = undefined
    if (!isDropped || !this.id) return
    void api.drop(this.id).catch(() => undefined)
    this.id = ''
    this.made = undefined
  }
}
