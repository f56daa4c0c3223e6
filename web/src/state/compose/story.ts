import { put, type StoryAudience } from '../../api/stories'
import { composer } from './composer.svelte'
import { Unsent } from './sharing'

/** Puts the photos of what was written up as stories, in their order; each of them once, however often it is tried. */
export async function putUp(audience: StoryAudience) {
  await composer.send()
  if (composer.photos.some(({ upload }) => upload.state !== 'ready')) throw new Unsent()
  await Promise.all(composer.photos.map((photo) => photo.upload.describe(photo.alt.trim())))
  for (const { upload } of composer.photos) await put(upload.id, audience)
  await composer.discard(false)
}
