import { speak, speakOfAll } from '../src/words/words.svelte'

// As the client does before it draws anything.
await speak('en')
await speakOfAll()
