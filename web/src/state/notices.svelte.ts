import { refusalOf } from '../words/refusals'
import { say, type Sentence } from '../words/words.svelte'

const SHOWN_MS = 6000

/** The one line that tells what happened; `Notice` shows it and screen readers say it. */
class Notices {
  now = $state<string>()
  #standing = $state<Sentence>()
  #end?: ReturnType<typeof setTimeout>

  /** What is shown: what stands for longer makes way for what just happened. */
  get line() {
    return this.now ?? (this.#standing && say(this.#standing))
  }

  /** Says what is so until it is told otherwise. */
  stand = (sentence?: Sentence) => (this.#standing = sentence)

  say = (sentence: Sentence) => this.tell(say(sentence))

  tell = (text: string) => {
    this.now = text
    clearTimeout(this.#end)
    this.#end = setTimeout(() => (this.now = undefined), SHOWN_MS)
  }

  /** Says why something did not work, as far as what was thrown tells. */
  failed = (thrown?: unknown) => this.tell(refusalOf(thrown))
}

export const notices = new Notices()
