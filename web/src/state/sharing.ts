import { notices } from './notices.svelte'

/** Hands an address to where the reader shares things, or else to the clipboard. */
export async function share(path: string) {
  const url = new URL(path, location.origin).href
  try {
    if (navigator.share && matchMedia('(hover: none)').matches) return await navigator.share({ url })
    await navigator.clipboard.writeText(url)
    notices.say('post.copied')
  } catch (failure) {
    if ((failure as Error).name !== 'AbortError') notices.failed()
  }
}
