import { publish, type Media, type Post } from '../api/posts'
import * as api from '../api/uploads'
import { Failure, failureOf } from '../api/client'

export type State = 'sending' | 'making' | 'ready' | 'failed'
const EVERY_MS = 1000
const MOST_LOOKS = 120

/** One photo on its way: sent at once, made ready by the server, and sent again where that failed. */
export class Upload {
  readonly key = crypto.randomUUID()
  readonly preview: string
  id = $state('')
  alt = $state('')
  share = $state(0)
  state = $state<State>('sending')
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
      const form = await api.begin(this.file)
      const { done, stop } = api.send(this.file, form, (share) => (this.share = share))
      this.#stop = stop
      await done
      this.id = form.id
      this.state = 'making'
      await this.#made()
    } catch (thrown) {
      if (this.#gone) return
      this.state = 'failed'
      const failure = failureOf(thrown)
      this.why = failure.status === 422 ? failure.message.replace(/^.*?: /, '') : ''
    }
  }

  async #made() {
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

export type Audience = 'public' | 'followers' | 'close_friends' | 'me' | 'price' | 'tier'

/** The post that is being written: it stays while its author looks at something else. */
class Draft {
  photos = $state<Upload[]>([])
  caption = $state('')
  audience = $state<Audience>('public')
  amount = $state('')
  currency = $state('eur')
  tierId = $state('')
  // Sent again after an answer that was lost, a post is published once.
  #key = crypto.randomUUID()

  get isReady() {
    return this.photos.length > 0 && this.photos.every((photo) => photo.state === 'ready')
  }

  add = (files: Iterable<File>, most: number) => {
    const photos = [...files].filter((file) => file.type.startsWith('image/') || /\.(heic|heif|avif)$/i.test(file.name))
    const room = Math.max(0, most - this.photos.length)
    this.photos.push(...photos.slice(0, room).map((file) => new Upload(file)))
    return photos.length <= room
  }

  move = (photo: Upload, step: number) => {
    const from = this.photos.indexOf(photo)
    const to = from + step
    if (to < 0 || to >= this.photos.length) return
    this.photos.splice(from, 1)
    this.photos.splice(to, 0, photo)
  }

  take = (photo: Upload) => {
    photo.drop()
    this.photos = this.photos.filter((one) => one !== photo)
  }

  publish = async (minor: number): Promise<Post> => {
    await Promise.all(this.photos.filter((photo) => photo.alt.trim()).map((photo) => api.describe(photo.id, photo.alt)))
    const post = await publish(
      { status: this.caption, media_ids: this.photos.map((photo) => photo.id), rossgram: this.#offer(minor) },
      this.#key,
    )
    this.clear()
    return post
  }

  #offer(minor: number) {
    if (this.audience === 'price') return { access: 'price', price: { amount: minor, currency: this.currency } }
    if (this.audience === 'tier') return { access: 'tier', tier_id: this.tierId }
    return { access: this.audience }
  }

  clear = () => {
    this.photos = []
    this.caption = this.amount = this.tierId = ''
    this.audience = 'public'
    this.#key = crypto.randomUUID()
  }
}

export const draft = new Draft()
