import { mount } from 'svelte'
import App from './App.svelte'
import { watchConnection } from './state/connection'
import { look } from './state/look.svelte'
import { session } from './state/session.svelte'
import { keepFiles } from './state/worker'
import './theme.css'

// A failure to learn who is here is told by the screens, which ask again.
await Promise.allSettled([look.start(), session.start()])
document.getElementById('splash')?.remove()
mount(App, { target: document.body })
watchConnection()
void keepFiles()
