const PAUSE_MS = 250

/**
 * Has something asked once the typing rests. Each call gives up what was asked before, whose answer nobody waits for any
 * more; without an act it does no more than that.
 */
export function typing() {
  let pause: ReturnType<typeof setTimeout> | undefined
  let asked: AbortController | undefined
  return (act?: (signal: AbortSignal) => unknown, ms = PAUSE_MS) => {
    clearTimeout(pause)
    asked?.abort()
    if (!act) return
    const { signal } = (asked = new AbortController())
    pause = setTimeout(() => void act(signal), ms)
  }
}
