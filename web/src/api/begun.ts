/** What was asked before the screen that shows it had come, by its address: whoever asks for it first has the answer. */
const begun = new Map<string, Promise<Response>>()
const BEGUN_MS = 30_000

/** Keeps an answer that is on its way, for a while. */
export function keep(address: string, opened: Promise<Response>) {
  opened.catch(() => undefined)
  begun.set(address, opened)
  setTimeout(drop, BEGUN_MS)
}

/** The answer that is on its way already, which is had once. */
export function taken(address: string) {
  const found = begun.get(address)
  begun.delete(address)
  return found
}

/** Gives up what nobody took: it is not read to its end. */
export function drop() {
  for (const opened of begun.values())
    void opened.then(
      (response) => response.body?.cancel(),
      () => undefined,
    )
  begun.clear()
}
