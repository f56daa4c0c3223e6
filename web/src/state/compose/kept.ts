import type { Place } from '../../api/sharing'
import type { Tagged } from '../../api/tagged'
import type { Asked } from './asking'
import type { Aspect, Crop } from './crops'
import type { Look } from './looks'
import type { Terms } from './terms.svelte'
import type { KeptUpload } from '../upload.svelte'

/** A photo as this device keeps it; its bytes lie in a store of their own and are written once. */
export type KeptPhoto = {
  key: string
  name: string
  type: string
  alt: string
  /** Who is tagged in it. */
  people?: Tagged[]
  crop: Crop
  look: Look
  upload: KeptUpload
}

/** A post that is being written, as this device keeps it until it is published or thrown away. */
export type KeptDraft = {
  id: string
  account: string
  at: number
  step: string
  key: string
  remote: string
  aspect: Aspect
  caption: string
  spoiler: string
  sensitive: boolean
  closed: boolean
  place?: Place
  poll?: Asked
  terms: Terms
  when: string
  photos: KeptPhoto[]
}

let opened: Promise<IDBDatabase> | undefined

const answer = <T>(request: IDBRequest<T>) =>
  new Promise<T>((good, bad) => {
    request.onsuccess = () => good(request.result)
    request.onerror = () => bad(request.error)
  })

function database() {
  opened ??= new Promise((good, bad) => {
    const request = indexedDB.open('compose', 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore('drafts', { keyPath: 'id' }).createIndex('account', 'account')
      request.result.createObjectStore('photos')
    }
    request.onsuccess = () => good(request.result)
    request.onerror = () => bad(request.error)
  })
  opened.catch(() => (opened = undefined))
  return opened
}

/** Runs what is asked of the stores, and waits until it is on the disk. */
async function write(act: (drafts: IDBObjectStore, photos: IDBObjectStore) => void) {
  const work = (await database()).transaction(['drafts', 'photos'], 'readwrite')
  const done = new Promise<void>((good, bad) => {
    work.oncomplete = () => good()
    work.onabort = work.onerror = () => bad(work.error)
  })
  act(work.objectStore('drafts'), work.objectStore('photos'))
  await done
}

export const keepDraft = (draft: KeptDraft) => write((drafts) => void drafts.put(draft))
export const keepBytes = (key: string, blob: Blob) => write((_, photos) => void photos.put(blob, key))
export const forgetBytes = (key: string) => write((_, photos) => void photos.delete(key))

export const forget = (draft: { id: string; photos: { key: string }[] }) =>
  write((drafts, photos) => {
    drafts.delete(draft.id)
    for (const { key } of draft.photos) photos.delete(key)
  })

/** What an account has begun on this device, the newest first: nobody else's. */
export async function keptOf(account: string): Promise<KeptDraft[]> {
  const store = (await database()).transaction('drafts').objectStore('drafts')
  const found: KeptDraft[] = await answer(store.index('account').getAll(account))
  return found.sort((one, other) => other.at - one.at)
}

/** Takes from this device all that an account has begun on it. */
export async function forgetAllOf(account: string) {
  for (const draft of await keptOf(account)) await forget(draft)
}

export async function bytesOf(key: string): Promise<Blob | undefined> {
  return answer((await database()).transaction('photos').objectStore('photos').get(key))
}

const PATIENCE_MS = 1500

/**
 * Takes a draft for this tab alone, for as long as the tab lives or until it is let go: two tabs never write over each
 * other. Nothing is returned where another tab has it.
 */
export function hold(id: string, isPatient = false): Promise<(() => void) | undefined> {
  if (!navigator.locks) return Promise.resolve(() => undefined)
  return new Promise((held) => {
    const options: LockOptions = isPatient ? { signal: AbortSignal.timeout(PATIENCE_MS) } : { ifAvailable: true }
    navigator.locks
      .request(`compose ${id}`, options, (lock) => {
        if (!lock) return held(undefined)
        return new Promise<void>((done) => held(done))
      })
      .catch(() => held(undefined))
  })
}
