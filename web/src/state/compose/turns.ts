let last: Promise<unknown> = Promise.resolve()

/** Runs what needs a whole photo in memory, one after the other: twenty at once would be a gigabyte. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const done = last.then(work)
  last = done.catch(() => undefined)
  return done
}
