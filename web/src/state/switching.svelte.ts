/** Whether its reader is asked which account this tab is to be. */
class Switching {
  open = $state(false)
}

export const switching = new Switching()
