const HOLD_MS = 250
const ASIDE_PX = 60
const DOWN_PX = 100

type Acts = { hold: (isOn: boolean) => void; aside: (isOnward: boolean) => void; down: () => void }

/** What a finger does on a story: to hold it pauses, to swipe goes on to the next person or closes; the rest are taps. */
export class Gesture {
  #from?: { x: number; y: number; at: number }
  #isSpent = false

  constructor(readonly acts: Acts) {}

  down = ({ clientX: x, clientY: y, timeStamp: at }: PointerEvent) => {
    this.#from = { x, y, at }
    this.#isSpent = false
    this.acts.hold(true)
  }

  up = ({ clientX, clientY, timeStamp }: PointerEvent) => {
    const from = this.#from
    this.cancel()
    if (!from) return
    const [aside, down] = [clientX - from.x, clientY - from.y]
    const isAside = Math.abs(aside) > ASIDE_PX && Math.abs(aside) > Math.abs(down)
    const isDown = down > DOWN_PX && !isAside
    this.#isSpent = isAside || isDown || timeStamp - from.at > HOLD_MS
    if (isAside) this.acts.aside(aside < 0)
    else if (isDown) this.acts.down()
  }

  cancel = () => {
    this.#from = undefined
    this.acts.hold(false)
  }

  /** A click at the end of a hold or a swipe is no tap. */
  click = (event: Event) => {
    if (this.#isSpent) event.stopPropagation()
    this.#isSpent = false
  }
}
