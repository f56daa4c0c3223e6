import { ask, Failure, get, post } from './client'
import type { Media } from './entities'

type Form = { id: string; url: string; fields: Record<string, string> }

/** A photo to send, and what kind it is. */
export type Photo = { blob: Blob; type: string }

const KINDS: Record<string, string> = {
  heic: 'image/heic',
  heif: 'image/heif',
  avif: 'image/avif',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
}

/** Browsers do not know every format by its name. */
export const kindOf = (file: File) =>
  file.type || KINDS[file.name.split('.').pop()?.toLowerCase() ?? ''] || 'image/jpeg'

/** Asks for a form that takes one photo past the API, straight to where originals lie. */
export const begin = ({ blob, type }: Photo, description: string) =>
  post<Form>('/api/rossgram/v1/uploads', { content_type: type, size: blob.size, description })

export const describe = (id: string, text: string) =>
  ask<Media>('PUT', `/api/v1/media/${id}`, { body: { description: text } })
export const drop = (id: string) => ask<object>('DELETE', `/api/v1/media/${id}`)
export const look = (id: string) => get<Media>(`/api/v1/media/${id}`)

/** Sends a photo by its form, and says how far it is; `fetch` cannot. */
export function send(blob: Blob, form: Form, told: (share: number) => void): { done: Promise<void>; stop: () => void } {
  const request = new XMLHttpRequest()
  const body = new FormData()
  for (const [name, value] of Object.entries(form.fields)) body.append(name, value)
  body.append('file', blob)
  const done = new Promise<void>((good, bad) => {
    request.upload.onprogress = (event) => event.lengthComputable && told(event.loaded / event.total)
    request.onload = () => (request.status < 300 ? good() : bad(new Failure(request.status, '')))
    request.onerror = request.onabort = () => bad(new Failure(0, ''))
    request.open('POST', form.url)
    request.send(body)
  })
  return { done, stop: () => request.abort() }
}
