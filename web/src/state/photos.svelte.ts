import { Failure, failureOf } from '../api/client'
import type { Media } from '../api/posts'
import * as api from '../api/uploads'

const EVERY_MS = 1000
const MOST_LOOKS = 120

/** One photo on its way: sent at once, made ready by the server, and sent again where that failed. */
export class Sending {
  readonly key = crypto.randomUUID()
  readonly preview: string
  id = $state('')
  share = $state(0)
  state = $state<'sending' | 'making' | 'ready' | 'failed'>('sending')
  why = $state('')
  made = $state<Media>()
  #stop = () => {}
  #gone = false

  constructor(readonly file: File) {
    this.preview = URL.createObjectURL(file)
    void this.send()
  }

  send = async () => {
    this.state = 'sending'
    this.share = 0
    this.why = ''
    try {
      const form = await api.begin({ blob: this.file, type: api.kindOf(this.file) }, '')
      const { done, stop } = api.send(this.file, form, (share) => (this.share = share))
      this.#stop = stop
      await done
      this.id = form.id
      this.state = 'making'
      await this.#look()
    } catch (thrown) {
      if (this.#gone) return
      this.state = 'failed'
      const failure = failureOf(thrown)
      this.why = failure.status === 422 ? failure.message.replace(/^.*?: /, '') : ''
    }
  }

  async #look() {
    for (let looks = 0; looks < MOST_LOOKS && !this.#gone; looks++) {
      const found = await api.look(this.id)
      if (found.url) {
        this.made = found
        this.state = 'ready'
        return
      }
      await new Promise((done) => setTimeout(done, EVERY_MS))
    }
    throw new Failure(0, '')
  }

  drop = () => {
    this.#gone = true
    this.#stop()
    URL.revokeObjectURL(this.preview)
    if (this.id) void api.drop(this.id).catch(() => undefined)
  }
}

/** Photos of one thing: those that the server has for it, and those that are on their way. */
export class Photos {
  kept = $state<Media[]>([])
  fresh = $state<Sending[]>([])

  constructor(kept: Media[] = []) {
    this.kept = kept
  }

  get ids() {
    return [...this.kept, ...this.fresh.filter((one) => one.state === 'ready')].map((one) => one.id)
  }

  get areReady() {
    return this.fresh.every((one) => one.state === 'ready' || one.state === 'failed')
  }

  add = (files: Iterable<File>, most: number) => {
    const room = Math.max(0, most - this.kept.length - this.fresh.length)
    const photos = [...files].filter((file) => file.type.startsWith('image/') || /\.(heic|heif|avif)$/i.test(file.name))
    this.fresh.push(...photos.slice(0, room).map((file) => new Sending(file)))
  }

  take = (photo: Sending) => {
    photo.drop()
    this.fresh = this.fresh.filter((one) => one !== photo)
  }

  leave = (photo: Media) => (this.kept = this.kept.filter((one) => one.id !== photo.id))
}
