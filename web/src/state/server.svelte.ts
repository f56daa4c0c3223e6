import { instance, type Instance } from '../api/instance'
import { describedAs } from '../words/described'

/** What the server says of itself: its name is its operator's, and stands in the page that was built for it. */
class Server {
  told = $state<Instance>()
  title = $derived(
    this.told?.title ?? document.querySelector<HTMLMetaElement>('[name=application-name]')?.content ?? '',
  )
  description = $derived(describedAs(this.told?.description ?? ''))

  constructor() {
    void instance().then(
      (told) => (this.told = told),
      () => undefined,
    )
  }
}

export const server = new Server()
