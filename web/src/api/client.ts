/** What the server, or the way to it, refused; `status` is 0 when there was no answer. */
export class Failure extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly details: Record<string, unknown> = {},
  ) {
    super(message)
  }
}

/** What was thrown as a failure: what is none was no answer. */
export const failureOf = (thrown: unknown) => (thrown instanceof Failure ? thrown : new Failure(0, ''))

export type Values = Record<string, string | number | boolean | undefined | null | string[]>
type Body = FormData | object
type Sent = { query?: Values; body?: Body; headers?: Record<string, string> }

let account = ''

/** Every request from now on is this account's: one browser may be signed in to several, and each tab has its own. */
export function actAs(id: string) {
  account = id
}

const signedOut = new Set<() => void>()

/** Calls back when the server no longer knows who asks. */
export const whenSignedOut = (told: () => void) => signedOut.add(told)

function address(path: string, query: Values = {}) {
  const wanted = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (Array.isArray(value)) for (const one of value) wanted.append(`${name}[]`, one)
    else if (value !== undefined && value !== null && value !== '') wanted.append(name, String(value))
  }
  return wanted.size ? `${path}?${wanted}` : path
}

/** The only `fetch` of the client: one route of the API, and its answer. */
export async function ask<T>(method: string, path: string, { query, body, headers }: Sent = {}): Promise<T> {
  const told: Record<string, string> = { 'X-Rossgram': '1', ...headers }
  if (account) told['X-Rossgram-Account'] = account
  const isForm = body instanceof FormData
  if (body && !isForm) told['Content-Type'] = 'application/json'
  const response = await fetch(address(path, query), {
    method,
    headers: told,
    body: isForm ? body : body && JSON.stringify(body),
  }).catch(() => {
    throw new Failure(0, '')
  })
  const answer = await response.json().catch(() => ({}))
  if (response.ok) return answer
  if (response.status === 401) for (const told of signedOut) told()
  throw new Failure(response.status, answer.error ?? '', answer)
}

export const get = <T>(path: string, query?: Values) => ask<T>('GET', path, { query })
export const post = <T>(path: string, body?: Body) => ask<T>('POST', path, { body })
