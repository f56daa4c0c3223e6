import { report, type Seen } from '../api/insights'
import { failureOf } from '../api/client'
import { server } from './server.svelte'

// Who scrolls past does not look.
const LOOKED_MS = 1_000
// Many are told of together: each report is a request.
const APART_MS = 60_000
const ENOUGH = 50
const MOST = { status_ids: 100, account_ids: 20 }

const known = new Set<string>()
let waiting: Seen = { status_ids: [], account_ids: [] }
let timer: number | undefined

/** Who asks by their browser not to be followed is not counted either. */
const mayCount = () =>
  server.told?.rossgram.insights && !('globalPrivacyControl' in navigator && navigator.globalPrivacyControl)

function note(kind: keyof Seen, id: string) {
  const name = `${kind} ${id}`
  if (known.has(name) || waiting[kind].length >= MOST[kind]) return
  known.add(name)
  waiting[kind].push(id)
  if (waiting[kind].length >= ENOUGH) void tell()
  else timer ??= setTimeout(tell, APART_MS)
}

/** Tells what was seen since it was told last. */
async function tell() {
  clearTimeout(timer)
  timer = undefined
  const seen = waiting
  waiting = { status_ids: [], account_ids: [] }
  if (!mayCount() || !(seen.status_ids.length + seen.account_ids.length)) return
  await report(seen).catch((thrown) => {
    const { status } = failureOf(thrown)
    // What was refused would be again; what did not arrive may be told later.
    if (status && status < 500) return
    for (const kind of ['status_ids', 'account_ids'] as const)
      waiting[kind] = seen[kind].concat(waiting[kind]).slice(0, MOST[kind])
  })
}
document.addEventListener('visibilitychange', () => document.hidden && void tell())

const looks = new WeakMap<Element, { begin: () => void; end: () => void }>()
// What crosses the middle of the screen is looked at, however high it is.
const middle = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) looks.get(target)?.[isIntersecting ? 'begin' : 'end']()
  },
  { rootMargin: '-50% 0px -49% 0px' },
)

/** Counts a look at an element as one of a post or a profile, each once in this tab; ends by what it returns. */
export function watch(element: Element, kind: keyof Seen, id: string) {
  let since: number | undefined
  const end = () => clearTimeout(since)
  const begin = () => {
    end()
    since = setTimeout(() => document.hidden || note(kind, id), LOOKED_MS)
  }
  // A profile is visited as it opens, wherever its head stands.
  if (kind === 'account_ids') {
    begin()
    return end
  }
  looks.set(element, { begin, end })
  middle.observe(element)
  return () => {
    end()
    middle.unobserve(element)
  }
}
