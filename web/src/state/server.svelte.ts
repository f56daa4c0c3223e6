import { instance, type Instance } from '../api/instance'

const KEPT = 'title'

/** What the server says of itself: its name is its operator's, and stands nowhere else. */
class Server {
  told = $state<Instance>()
  title = $derived(this.told?.title ?? localStorage.getItem(KEPT) ?? 'Rossgram')

  constructor() {
    void instance().then(
      (told) => {
        this.told = told
        localStorage.setItem(KEPT, told.title)
      },
      () => undefined,
    )
  }
}

export const server = new Server()
