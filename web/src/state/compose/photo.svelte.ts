import { held, whole, type Crop, type Size } from './crops'
import { develop, isUntouched, small } from './develop'
import { inTurn } from './turns'
import type { KeptPhoto } from './kept'
import { untouched, type Look } from './looks'
import type { Tagged } from '../../api/tagged'
import { Upload } from '../upload.svelte'

// What is worked with: a full photo would make each drag a wait.
const SMALL = 1440
const AS_IT_IS = 'as it is'

/** One photo of a post that is being written: its file, how it is cut and toned, what it shows, and its upload. */
export class Photo {
  readonly key: string
  readonly name: string
  readonly type: string
  readonly upload: Upload
  readonly opened: Promise<void>
  alt = $state('')
  people = $state.raw<Tagged[]>([])
  crop = $state.raw<Crop>(whole)
  look = $state.raw<Look>(untouched)
  size = $state.raw<Size>()
  picture = $state.raw<ImageBitmap>()
  /** This browser does not know its format: it goes up as it is, and the server shows it. */
  unshown = $state(false)
  #isClosed = false

  constructor(
    kept: Pick<KeptPhoto, 'key' | 'name' | 'type'> & Partial<KeptPhoto>,
    readonly file?: Blob,
  ) {
    this.key = kept.key
    this.name = kept.name
    this.type = kept.type
    this.alt = kept.alt ?? ''
    this.people = kept.people ?? []
    this.crop = kept.crop ?? whole
    this.look = kept.look ?? untouched
    this.upload = new Upload(kept.upload)
    this.opened = this.#open()
  }

  /** Whether it can be cut and toned here. */
  get isOpen() {
    return !!this.picture
  }

  async #open() {
    const { file } = this
    if (!file) return
    try {
      const found = await inTurn(async () => (this.#isClosed ? undefined : small(file, SMALL)))
      if (this.#isClosed) return found?.picture.close()
      this.size = found?.size
      this.picture = found?.picture
    } catch {
      this.unshown = true
    }
  }

  kept = (): KeptPhoto => ({
    key: this.key,
    name: this.name,
    type: this.type,
    alt: this.alt,
    people: this.people,
    crop: this.crop,
    look: this.look,
    upload: this.upload.kept(),
  })

  isPlain = (aspect: number) => !this.size || isUntouched({ crop: this.crop, aspect, look: this.look }, this.size)

  /** Moves the crop, which never leaves an edge empty. */
  cut = (crop: Crop, aspect: number) => {
    if (this.size) this.crop = held(crop, this.size, aspect)
  }

  /** Sends it as it is to be: unedited, that is the file itself, byte for byte. */
  send = async (aspect: number) => {
    await this.opened
    const { file } = this
    if (!file) return
    const isPlain = this.isPlain(aspect)
    const work = { crop: this.crop, aspect, look: this.look }
    const make = async () =>
      isPlain ? { blob: file, type: this.type } : { blob: await inTurn(() => develop(file, work)), type: 'image/jpeg' }
    await this.upload.send(isPlain ? AS_IT_IS : JSON.stringify(work), make, () => this.alt.trim())
  }

  /** Is worked with no longer. */
  close = (isDropped: boolean) => {
    this.#isClosed = true
    this.upload.leave(isDropped)
    this.picture?.close()
  }
}
