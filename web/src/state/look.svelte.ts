import { wanted } from '../words/choice'
import { speak, type Language } from '../words/words.svelte'

const YEAR = 365 * 86_400
// The server's own pages lie below these. What is asked of the API says the same in every language, and is asked with
// as few cookies as can be.
const PAGES = ['/oauth', '/checkout', '/unlock']

export type Theme = 'system' | 'light' | 'dark'

/** How the client looks and which language it speaks, on this device. */
class Look {
  theme = $state<Theme>((localStorage.getItem('theme') as Theme | null) ?? 'system')

  start = async () => {
    this.#show()
    if (localStorage.getItem('theme')) this.#tell('theme', this.theme)
    if (localStorage.getItem('language')) this.#tell('language', wanted())
    await speak(wanted())
  }

  paint = (theme: Theme) => {
    this.theme = theme
    localStorage.setItem('theme', theme)
    this.#tell('theme', theme)
    this.#show()
  }

  say = async (language: Language) => {
    localStorage.setItem('language', language)
    this.#tell('language', language)
    await speak(language)
  }

  /** Tells the server's own pages what was chosen. */
  #tell(what: 'language' | 'theme', chosen: string) {
    for (const path of PAGES) document.cookie = `${what}=${chosen}; path=${path}; max-age=${YEAR}; samesite=lax`
  }

  #show() {
    document.documentElement.dataset.theme = this.theme
  }
}

export const look = new Look()
