import type { Media } from '../api/posts'
import { Upload } from './compose.svelte'

/** Photos of one thing: those that the server has for it, and those that are on their way. */
export class Photos {
  kept = $state<Media[]>([])
  fresh = $state<Upload[]>([])

  constructor(kept: Media[] = []) {
    this.kept = kept
  }

  get ids() {
    return [
      ...this.kept.map((one) => one.id),
      ...this.fresh.filter((one) => one.state === 'ready').map((one) => one.id),
    ]
  }

  get areReady() {
    return this.fresh.every((one) => one.state === 'ready' || one.state === 'failed')
  }

  add = (files: Iterable<File>, most: number) => {
    const room = Math.max(0, most - this.kept.length - this.fresh.length)
    const photos = [...files].filter((file) => file.type.startsWith('image/') || /\.(heic|heif|avif)$/i.test(file.name))
    this.fresh.push(...photos.slice(0, room).map((file) => new Upload(file)))
  }

  take = (photo: Upload) => {
    photo.drop()
    this.fresh = this.fresh.filter((one) => one !== photo)
  }

  leave = (photo: Media) => (this.kept = this.kept.filter((one) => one.id !== photo.id))
}
