/** Moves something by shares of its frame, and brings it nearer. */
export type Move = (x: number, y: number, nearer?: number) => void

const steps: Record<string, [number, number, number]> = {
  ArrowLeft: [0.04, 0, 1],
  ArrowRight: [-0.04, 0, 1],
  ArrowUp: [0, 0.04, 1],
  ArrowDown: [0, -0.04, 1],
  '+': [0, 0, 1.1],
  '=': [0, 0, 1.1],
  '-': [0, 0, 1 / 1.1],
}

/** One finger or the mouse moves, two fingers and the wheel bring nearer, and so do arrow keys, plus and minus. */
export const grip = (move: Move) => (frame: HTMLElement) => {
  const fingers = new Map<number, { x: number; y: number }>()
  const apart = () => {
    const [one, other] = [...fingers.values()]
    return one && other ? Math.hypot(one.x - other.x, one.y - other.y) : 0
  }
  const ended = new AbortController()
  const on = <K extends keyof HTMLElementEventMap>(name: K, act: (event: HTMLElementEventMap[K]) => void) =>
    frame.addEventListener(name, act, { signal: ended.signal, passive: false })

  on('pointerdown', (event) => {
    frame.setPointerCapture(event.pointerId)
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY })
  })
  on('pointermove', (event) => {
    const before = fingers.get(event.pointerId)
    if (!before) return
    const wide = apart()
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY })
    const x = (event.clientX - before.x) / frame.clientWidth / fingers.size
    const y = (event.clientY - before.y) / frame.clientHeight / fingers.size
    move(x, y, wide ? apart() / wide : 1)
  })
  for (const name of ['pointerup', 'pointercancel'] as const) on(name, (event) => fingers.delete(event.pointerId))
  on('wheel', (event) => (event.preventDefault(), move(0, 0, Math.exp(-event.deltaY / 400))))
  on('keydown', (event) => {
    const step = steps[event.key]
    if (step) (event.preventDefault(), move(...step))
  })
  return () => ended.abort()
}
