import { wanted } from '../words/choice'
import { speak, type Language } from '../words/words.svelte'

export type Theme = 'system' | 'light' | 'dark'

/** How the client looks and which language it speaks, on this device. */
class Look {
  theme = $state<Theme>((localStorage.getItem('theme') as Theme | null) ?? 'system')

  start = async () => {
    this.#show()
    await speak(wanted())
  }

  paint = (theme: Theme) => {
    this.theme = theme
    localStorage.setItem('theme', theme)
    this.#show()
  }

  say = async (language: Language) => {
    localStorage.setItem('language', language)
    await speak(language)
  }

  #show() {
    document.documentElement.dataset.theme = this.theme
  }
}

export const look = new Look()
