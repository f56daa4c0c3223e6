import { ask, Failure, get, post } from './client'
import type { Media } from './entities'

type Form = { id: string; url: string; fields: Record<string, string> }

/** Asks for a form that takes one photo past the API, straight to where originals lie. */
export const begin = (file: File) =>
  post<Form>('/api/rossgram/v1/uploads', { content_type: kindOf(file), size: file.size })

export const describe = (id: string, text: string) =>
  ask<Media>('PUT', `/api/v1/media/${id}`, { body: { description: text } })
export const drop = (id: string) => ask<object>('DELETE', `/api/v1/media/${id}`)
export const look = (id: string) => get<Media>(`/api/v1/media/${id}`)

/** Browsers do not know every format by its name. */
function kindOf(file: File) {
  const suffix = file.name.split('.').pop()?.toLowerCase() ?? ''
  return file.type || { heic: 'image/heic', heif: 'image/heif', avif: 'image/avif' }[suffix] || 'image/jpeg'
}

/** Sends a photo by its form, and says how far it is; `fetch` cannot. */
export function send(file: File, form: Form, told: (share: number) => void): { done: Promise<void>; stop: () => void } {
  const request = new XMLHttpRequest()
  const body = new FormData()
  for (const [name, value] of Object.entries(form.fields)) body.append(name, value)
  body.append('file', file)
  const done = new Promise<void>((good, bad) => {
    request.upload.onprogress = (event) => event.lengthComputable && told(event.loaded / event.total)
    request.onload = () => (request.status < 300 ? good() : bad(new Failure(request.status, '')))
    request.onerror = request.onabort = () => bad(new Failure(0, ''))
    request.open('POST', form.url)
    request.send(body)
  })
  return { done, stop: () => request.abort() }
}
