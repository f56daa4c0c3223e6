import { untrack } from 'svelte'
import { sheets } from './sheets'

type Open = { dialog: HTMLDialogElement; openers: Element[] }

/** The modal dialogs that are open, the innermost last: it alone is seen, heard and typed into. */
class Dialogs {
  #open = $state.raw<Open[]>([])

  get top() {
    return this.#open.at(-1)?.dialog
  }

  /** Shows a dialog as `showPlace` does, which the browser's Back closes and nothing else. */
  show = (dialog: HTMLDialogElement) => {
    const forget = this.showPlace(dialog)
    const end = sheets.open(() => dialog.close())
    return () => {
      forget()
      end()
    }
  }

  /**
   * Shows a dialog that has an address of its own while it is there; the focus goes into it and, however it is closed,
   * back to what opened it.
   */
  showPlace = (dialog: HTMLDialogElement) => {
    const others = untrack(() => this.#open)
    const opener = document.activeElement
    // What opened it may go before it does, as a menu's row: then it is what opened the menu.
    const openers = [opener, ...(others.find((one) => one.dialog.contains(opener))?.openers ?? [])]
    this.#open = [...others, { dialog, openers: openers.filter((one) => one !== null) }]
    dialog.showModal()
    document.documentElement.style.overflow = 'hidden'
    return () => this.#forget(dialog)
  }

  #forget(dialog: HTMLDialogElement) {
    const open = untrack(() => this.#open)
    const openers = open.find((one) => one.dialog === dialog)?.openers ?? []
    this.#open = open.filter((one) => one.dialog !== dialog)
    if (!this.#open.length) document.documentElement.style.overflow = ''
    if (dialog.isConnected) dialog.close()
    const active = document.activeElement
    if (active && active !== document.body && !dialog.contains(active)) return
    const opener = openers.find((one) => one.isConnected && !dialog.contains(one))
    if (opener instanceof HTMLElement) opener.focus({ preventScroll: true })
  }
}

export const dialogs = new Dialogs()
