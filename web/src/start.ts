import { mount } from 'svelte'
import App from './App.svelte'
import { loadAnew, watchConnection } from './state/connection'
import { look } from './state/look.svelte'
import { session } from './state/session.svelte'
import { keepFiles } from './state/worker'
import './tokens.css'
import './theme.css'

// A failure to learn who is here is told by the screens, which ask again; without words there is nothing to tell.
const [spoken] = await Promise.allSettled([look.start(), session.start()])
if (spoken.status === 'rejected') {
  loadAnew()
  throw spoken.reason
}
// A phone answers what is pressed between the two.
await new Promise((done) => setTimeout(done))
document.getElementById('splash')?.remove()
mount(App, { target: document.body })
watchConnection()
keepFiles()
