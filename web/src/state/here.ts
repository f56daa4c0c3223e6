const KEPT = 'account'

/** The account that this tab acts as, or else whose browser this was; known before the server says who is here. */
export const accountHere = () => sessionStorage.getItem(KEPT) ?? localStorage.getItem(KEPT) ?? ''

/** The account that this tab was told to act as. */
export const accountOfTab = () => sessionStorage.getItem(KEPT)

export const keepForTab = (id: string) => sessionStorage.setItem(KEPT, id)

/** The next tab begins as this account, unless the server says otherwise. */
export const keepForBrowser = (id?: string) => (id ? localStorage.setItem(KEPT, id) : localStorage.removeItem(KEPT))

/** Forgets whom this tab acts as, and what it kept of what they were doing. */
export const forgetTab = () => sessionStorage.clear()
