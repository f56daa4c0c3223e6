import { own } from '../../api/accounts'
import type { Draft } from '../../api/drafts'
import type { Place } from '../../api/sharing'
import { accountsOf } from '../../api/tagged'
import { askedBy, type Asked } from './asking'
import { aspects, type Aspect } from './crops'
import type { KeptDraft } from './kept'
import { Photo } from './photo.svelte'
import { heard, unsaid, usualOf, type Terms } from './terms.svelte'

export const none: Pick<Terms, 'audience'> & { sensitive: boolean } = { audience: '', sensitive: false }

/** What is written of a post: its photos, its words, who can see it, and when. */
export class Writing {
  photos = $state<Photo[]>([])
  aspect = $state<Aspect>('original')
  caption = $state('')
  spoiler = $state('')
  sensitive = $state(false)
  /** Comments are off. */
  closed = $state(false)
  place = $state.raw<Place>()
  /** What it asks, where it asks something. */
  poll = $state<Asked>()
  terms = $state<Terms>(unsaid())
  /** The hour that was chosen, as a clock on the wall says it; nothing is now. */
  when = $state('')
  step = $state('')
  /** The draft at the server that is being written on. */
  remote = $state('')
  /** How whoever writes begins a post. */
  protected usual = none
  /** Sent again after an answer that was lost, a post is published once. */
  key = crypto.randomUUID() as string

  get ratio() {
    return aspects[this.aspect]
  }

  get isEmpty() {
    return !this.photos.length && !this.caption.trim() && !this.remote
  }

  move = (from: number, to: number) => {
    const [photo] = this.photos.splice(from, 1)
    if (photo) this.photos.splice(Math.min(this.photos.length, Math.max(0, to)), 0, photo)
  }

  /** All of it, as it can be put on a disk. */
  protected written() {
    const { aspect, caption, spoiler, sensitive, closed, place, poll, when, step, remote, key } = this
    const photos = this.photos.map((photo) => photo.kept())
    const said = { aspect, caption, spoiler, sensitive, closed, place, poll, when, step, remote, key }
    return $state.snapshot({ ...said, terms: this.terms, photos })
  }

  /** As it was left, with the bytes of its photos; a photo of which nothing is left is not there. */
  protected reread(draft: KeptDraft, files: (Blob | undefined)[]) {
    const { aspect, caption, spoiler, sensitive, closed, place, poll, terms, when, step, remote, key } = draft
    Object.assign(this, { aspect, caption, spoiler, sensitive, closed, place, poll, terms, when, step, remote, key })
    const photos = draft.photos.map((photo, index) => new Photo(photo, files[index]))
    this.photos = photos.filter((photo) => photo.file || photo.upload.id)
  }

  /** As a draft of the server says it, whose photos are there already. */
  protected readDraft(draft: Draft, when: string) {
    this.remote = draft.id
    this.caption = draft.params.text
    this.spoiler = draft.params.spoiler_text ?? ''
    this.sensitive = !!draft.params.sensitive
    this.place = draft.rossgram.place ?? undefined
    this.poll = askedBy(draft.params.poll)
    this.terms = heard(draft.rossgram.access, draft.rossgram.offer)
    this.when = when
    this.step = 'details'
    this.photos = draft.media_attachments.map((made) => {
      const alt = made.description ?? ''
      const upload = { id: made.id, sent: '', told: alt, made }
      return new Photo({ key: crypto.randomUUID(), name: '', type: 'image/jpeg', alt, upload })
    })
    void this.#readPeople(draft.rossgram.people ?? [])
  }

  /** A draft says who is tagged by their ids alone; whoever is not there any more is tagged no more. */
  async #readPeople(said: NonNullable<Draft['rossgram']['people']>) {
    if (!said.length) return
    const accounts = await accountsOf([...new Set(said.map(({ account_id }) => account_id))]).catch(() => [])
    const names = new Map(accounts.map(({ id, acct }) => [id, acct]))
    for (const photo of this.photos)
      photo.people = said
        .filter(({ account_id, media_id }) => media_id === photo.upload.id && names.has(account_id))
        .map(({ account_id: id, x, y }) => ({ id, acct: names.get(id)!, x, y }))
  }

  protected empty() {
    this.key = crypto.randomUUID()
    const nothing = { caption: '', spoiler: '', closed: false, place: undefined, poll: undefined, when: '', step: '' }
    Object.assign(this, nothing, { photos: [], aspect: 'original', remote: '' })
    this.#asUsual()
  }

  #asUsual() {
    this.terms = { ...unsaid(), audience: this.usual.audience }
    this.sensitive = this.usual.sensitive
  }

  /** What nothing was said of is as the settings have it; where these are not known, the server sees to it. */
  protected async learn(isStill: () => boolean) {
    const settings = await own().catch(() => undefined)
    if (!settings || !isStill()) return
    this.usual = { audience: usualOf(settings), sensitive: settings.source.sensitive }
    if (this.isEmpty) this.#asUsual()
    else if (!this.terms.audience) this.terms.audience = this.usual.audience
  }
}
