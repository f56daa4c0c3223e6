import type { Media } from '../api/posts'
import { kindOf } from '../api/uploads'
import { Upload } from './upload.svelte'

/** One photo on its way: sent at once, as it is. */
export class Sending extends Upload {
  readonly key = crypto.randomUUID()
  readonly preview: string

  constructor(readonly file: File) {
    super()
    this.preview = URL.createObjectURL(file)
    void this.begin()
  }

  begin = () =>
    this.send(
      this.key,
      async () => ({ blob: this.file, type: kindOf(this.file) }),
      () => '',
    )

  drop = () => this.close(true)

  /** Is shown no longer; with `isDropped` the server needs not keep it either. */
  close = (isDropped = false) => {
    this.leave(isDropped)
    URL.revokeObjectURL(this.preview)
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

  /** Others take their place, or they are looked at no longer: the browser may let go of the files. */
  close = () => this.fresh.forEach((photo) => photo.close())

  leave = (photo: Media) => (this.kept = this.kept.filter((one) => one.id !== photo.id))
}
