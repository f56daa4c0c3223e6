import { drop, keep, taken } from './begun'
import { Failure } from './failure'

export { Failure, failureOf } from './failure'

export type Values = Record<string, string | number | boolean | undefined | null | string[]>
type Body = FormData | object
type Sent = {
  query?: Values
  body?: Body
  headers?: Record<string, string>
  signal?: AbortSignal
  patient?: boolean
  keepalive?: boolean
}

// The server itself gives up after thirty seconds.
const LONGEST_MS = 35_000

let account = ''

let isBeginning = false

/** Every request from now on is this account's: one browser may be signed in to several, and each tab has its own. */
export function actAs(id: string) {
  // What was asked as another is nobody's.
  if (account !== id) drop()
  account = id
}

/** Asks at once what the functions of the API that are called in it ask for; they are called again by who wants it. */
export function begin(asks: () => unknown) {
  isBeginning = true
  asks()
  isBeginning = false
}

const signedOut = new Set<() => void>()

/** Calls back when the server no longer knows who asks. */
export const whenSignedOut = (told: () => void) => signedOut.add(told)

const UNCONFIRMED = /missing a confirmed e-mail/
const unconfirmed = new Set<() => void>()

/** Calls back when the server opens nothing to who asks before their address is confirmed. */
export const whenUnconfirmed = (told: () => void) => unconfirmed.add(told)

function address(path: string, query: Values = {}) {
  const wanted = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (Array.isArray(value)) for (const one of value) wanted.append(`${name}[]`, one)
    else if (value !== undefined && value !== null && value !== '') wanted.append(name, String(value))
  }
  return wanted.size ? `${path}?${wanted}` : path
}

/** The only `fetch` of the client. */
function open(method: string, where: string, { body, headers, signal, patient, keepalive }: Sent) {
  const told: Record<string, string> = { 'X-Rossgram': '1', ...headers }
  if (account) told['X-Rossgram-Account'] = account
  const isForm = body instanceof FormData
  if (body && !isForm) told['Content-Type'] = 'application/json'
  // How long photos take, and files, is their reader's network's affair.
  const limits = patient || isForm ? [] : [AbortSignal.timeout(LONGEST_MS)]
  const ends = AbortSignal.any(signal ? [signal, ...limits] : limits)
  const said = isForm ? body : body && JSON.stringify(body)
  return fetch(where, { method, headers: told, signal: ends, body: said, keepalive })
}

/** One request, answered by what is no failure. */
async function send(method: string, path: string, sent: Sent = {}): Promise<Response> {
  const where = address(path, sent.query)
  if (isBeginning) {
    keep(where, open(method, where, sent))
    return new Promise(() => undefined)
  }
  const known = method === 'GET' ? taken(where) : undefined
  const response = await (known ?? open(method, where, sent)).catch(() => {
    throw new Failure(0, '')
  })
  if (response.ok) return response
  if (response.status === 401) for (const told of signedOut) told()
  const answer = await response.json().catch(() => ({}))
  if (response.status === 403 && UNCONFIRMED.test(answer.error)) for (const told of unconfirmed) told()
  throw new Failure(response.status, answer.error ?? '', answer)
}

/** One route of the API, and its answer. */
export const ask = async <T>(method: string, path: string, sent: Sent = {}): Promise<T> =>
  read<T>(await send(method, path, sent))

/** What was answered; nothing where that is none, and a failure where it was cut off. */
async function read<T>(response: Response): Promise<T> {
  const text = await response.text().catch(() => {
    throw new Failure(0, '')
  })
  try {
    return JSON.parse(text)
  } catch {
    return {} as T
  }
}

/** What a route answers, as a file. */
export const file = async (path: string) => (await send('GET', path, { patient: true })).blob()

/** One page of a list, and where the next is: the server's own word, since not every list is paged by its ids. */
export type Page<T> = { items: T[]; next?: string }

/** A part of the API that is turned page by page: without `next` the first. */
export const turned =
  <T>(path: string, query?: Values) =>
  async (next?: string) => {
    const response = await send('GET', next ?? address(path, query))
    const link = /<([^>]+)>; rel="next"/.exec(response.headers.get('Link') ?? '')?.[1]
    return { answer: await read<T>(response), next: link && pathOf(link) }
  }

/** An address of ours without its host. */
export function pathOf(address: string) {
  const url = new URL(address, location.href)
  return url.pathname + url.search
}

/** A list of the API, page by page. */
export function list<T>(path: string, query?: Values) {
  const turn = turned<T[]>(path, query)
  return async (next?: string): Promise<Page<T>> => {
    const { answer, next: following } = await turn(next)
    return { items: answer, next: following }
  }
}

const MOST_TURNED = 5

/** What is wanted of a list: pages without any of it are passed over, a few at a time. */
export const sifted =
  <T>(turn: (next?: string) => Promise<Page<T>>, isWanted: (item: T) => boolean) =>
  async (next?: string): Promise<Page<T>> => {
    for (let turns = 1; ; turns++) {
      const page = await turn(next)
      const items = page.items.filter(isWanted)
      if (items.length || !page.next || turns === MOST_TURNED) return { items, next: page.next }
      next = page.next
    }
  }

export const get = <T>(path: string, query?: Values, signal?: AbortSignal) => ask<T>('GET', path, { query, signal })
export const post = <T>(path: string, body?: Body) => ask<T>('POST', path, { body })
