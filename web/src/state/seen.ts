import type { Seen } from '../api/insights'
import { session } from './session.svelte'

/** Notes that what somebody else shows is looked at, by whoever is signed in. */
export const seen = (kind: keyof Seen, id: string, owner: string) => (element: Element) => {
  if (!session.me || session.me.id === owner) return
  let isGone = false
  let stop = () => {}
  const begin = ({ watch }: typeof import('./viewing')) => isGone || (stop = watch(element, kind, id))
  // What cannot be counted is not missed by whoever reads.
  import('./viewing').then(begin, () => undefined)
  return () => {
    isGone = true
    stop()
  }
}
