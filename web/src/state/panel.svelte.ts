import { ofOneAccount } from './own'

export type PanelName = 'search' | 'notifications'

/** Which panel stands beside the rail; it ends with the place that it was opened at. */
class Panel {
  open = $state<PanelName>()

  toggle = (name: PanelName) => (this.open = this.open === name ? undefined : name)
  close = () => (this.open = undefined)
}

export const panel = new Panel()
ofOneAccount(panel.close)
