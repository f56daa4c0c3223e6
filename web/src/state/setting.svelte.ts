import { notices } from './notices.svelte'

/** Changes a part of one's settings: shown at once, and taken back and said aloud where the server refuses it. */
export async function choose<T extends object>(kept: T, wish: Partial<T>, ask: (wish: Partial<T>) => Promise<T>) {
  const before = { ...kept }
  Object.assign(kept, wish)
  await ask(wish).then(
    (now) => void Object.assign(kept, now),
    (failure) => {
      Object.assign(kept, before)
      notices.failed(failure)
    },
  )
}
