import type { Draft } from '../../api/drafts'
import { drop, kindOf } from '../../api/uploads'
import { bytesOf, forget, forgetBytes, hold, keepBytes, keepDraft, keptOf, type KeptDraft } from './kept'
import { Photo } from './photo.svelte'
import { none, Writing } from './writing.svelte'

const KEPT = 'composing'
const SAVES_AFTER_MS = 300
const isPhoto = (file: File) => file.type.startsWith('image/') || /\.(heic|heif|avif)$/i.test(file.name)

/** The post that this tab writes. This device keeps it until it is published or thrown away. */
class Composer extends Writing {
  /** What else this account has begun on this device. */
  found = $state.raw<KeptDraft[]>([])
  /** This device keeps nothing: it is full, or does not want to. */
  unkept = $state(false)
  #id = ''
  #account = ''
  #release = () => {}
  #timer?: ReturnType<typeof setTimeout>

  /** Is this account's from now on: goes on with what this tab had before it was loaded anew, and finds what else there is. */
  open = async (account: string) => {
    void this.learn(() => account === this.#account)
    if (account === this.#account) return
    this.usual = none
    this.#begin()
    this.#account = account
    this.found = await keptOf(account).catch(() => [])
    const mine = this.found.find((draft) => draft.id === sessionStorage.getItem(KEPT))
    if (mine) await this.resume(mine, true)
    const drafts: KeptDraft[] = []
    for (const draft of this.found) {
      const release = draft.id === this.#id ? undefined : await hold(draft.id)
      release?.()
      if (release) drafts.push(draft)
    }
    this.found = drafts
  }

  /** Goes on with what was begun; false where another tab does. */
  resume = async (draft: KeptDraft, isPatient = false) => {
    const release = await hold(draft.id, isPatient)
    if (!release || draft.account !== this.#account) return false
    const files = await Promise.all(draft.photos.map(({ key }) => bytesOf(key).catch(() => undefined)))
    this.#release()
    this.#own(draft.id, release)
    this.reread(draft, files)
    this.found = this.found.filter((one) => one.id !== draft.id)
    return true
  }

  /** Writes on a draft of the server, whose photos are there. */
  take = async (draft: Draft, when = '') => {
    await this.save()
    this.#begin()
    this.readDraft(draft, when)
    await this.save()
  }

  add = async (files: Iterable<File>, most: number) => {
    const photos = [...files].filter(isPhoto)
    const room = Math.max(0, most - this.photos.length)
    const added = photos.slice(0, room).map((file) => {
      return new Photo({ key: crypto.randomUUID(), name: file.name, type: kindOf(file) }, file)
    })
    this.photos.push(...added)
    await this.save()
    for (const photo of added) await this.#keeping(keepBytes(photo.key, photo.file!))
    for (const photo of added) {
      await photo.opened
      // What cannot be edited here has nothing to wait for, and the server shows what it is.
      if (photo.unshown) void photo.send(0).then(this.save)
    }
    return photos.length <= room
  }

  /** Takes a photo out; one that a draft of the server holds is free once the draft is said anew. */
  without = (photo: Photo) => {
    photo.close(!this.remote || !!photo.file)
    this.photos = this.photos.filter((one) => one !== photo)
    void forgetBytes(photo.key).catch(() => undefined)
  }

  /** Sends every photo as it is to be. */
  send = () => Promise.all(this.photos.map((photo) => photo.send(this.ratio).then(this.save))).then(() => undefined)

  /** Keeps what was written, a moment after the last change. */
  saveSoon = () => {
    // Whoever calls this in an effect hears of every change.
    this.written()
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.save, SAVES_AFTER_MS)
  }

  save = async () => {
    if (this.isEmpty || !this.#account) return
    if (!this.#id) {
      const id = crypto.randomUUID()
      this.#own(id, () => undefined)
      this.#release = (await hold(id)) ?? this.#release
    }
    await this.#keeping(keepDraft(this.#kept()))
  }

  async #keeping(work: Promise<void>) {
    await work.then(
      () => (this.unkept = false),
      () => (this.unkept = true),
    )
  }

  #kept(): KeptDraft {
    return { ...this.written(), id: this.#id, account: this.#account, at: Date.now() }
  }

  /** Throws away what another day began on this device. */
  forget = async (draft: KeptDraft) => {
    this.found = this.found.filter((one) => one !== draft)
    if (!draft.remote) for (const { upload } of draft.photos) if (upload.id) void drop(upload.id).catch(() => undefined)
    await forget(draft).catch(() => undefined)
  }

  /** Is done with: published, saved at the server, or, with `isDropped`, thrown away with what the server has of it. */
  discard = async (isDropped = true) => {
    const kept = this.#kept()
    for (const photo of this.photos) photo.close(isDropped && !this.remote)
    this.#begin()
    await forget(kept).catch(() => undefined)
  }

  #own(id: string, release: () => void) {
    this.#release()
    this.#id = id
    this.#release = release
    sessionStorage.setItem(KEPT, id)
  }

  #begin() {
    clearTimeout(this.#timer)
    this.#release()
    this.#release = () => {}
    this.#id = ''
    this.empty()
  }
}

export const composer = new Composer()
