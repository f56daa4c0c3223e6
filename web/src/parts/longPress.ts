const LONG_MS = 450
const STILL_PX = 10

/** An attachment: a finger that stays on a link acts, and leads nowhere; `end` comes when it is lifted. */
export const longPress = (act: () => void, end?: () => void) => (link: HTMLElement) => {
  let from: PointerEvent | undefined
  let timer: ReturnType<typeof setTimeout>
  let isHeld = false

  const wait = () => {
    clearTimeout(timer)
    from = undefined
  }
  const down = (event: PointerEvent) => {
    wait()
    isHeld = false
    if (event.button) return
    from = event
    timer = setTimeout(() => {
      isHeld = true
      act()
    }, LONG_MS)
  }
  const move = ({ clientX, clientY }: PointerEvent) => {
    if (from && Math.hypot(clientX - from.clientX, clientY - from.clientY) > STILL_PX) wait()
  }
  const lift = () => {
    wait()
    if (isHeld) end?.()
  }
  // Not every browser tells of a click when a held finger is lifted: a key's, which counts none, is not that.
  const click = (event: MouseEvent) => {
    if (isHeld && event.detail) event.preventDefault()
    isHeld = false
  }
  // The browser's own menu of a link would come in its place.
  const menu = (event: Event) => event.preventDefault()
  // Where a finger moves on a browser takes its pointer away, and tells its end all the same.
  const heard = {
    pointerdown: down,
    pointermove: move,
    pointerup: lift,
    pointercancel: wait,
    touchend: lift,
    touchcancel: lift,
    click,
    contextmenu: menu,
  }
  for (const [name, hear] of Object.entries(heard)) link.addEventListener(name, hear as EventListener)
  return () => {
    lift()
    for (const [name, hear] of Object.entries(heard)) link.removeEventListener(name, hear as EventListener)
  }
}
