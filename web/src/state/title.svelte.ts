/** What the screen that is drawn is called: a phone has it in its top bar. */
export const title = $state({ now: '' })
