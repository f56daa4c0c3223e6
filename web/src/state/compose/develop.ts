import { boxOf, fitted, isWhole, type Crop, type Size } from './crops'
import { isPlain, paint, toneOf, type Look } from './looks'

/** What is done to a photo before it is sent. */
export type Work = { crop: Crop; aspect: number; look: Look }

export const isUntouched = (work: Work, size: Size) => isWhole(work.crop, size, work.aspect) && isPlain(work.look)

const ROWS_AT_ONCE = 128
const QUALITY = 0.92
const MOST_PIXELS = 50_000_000
const breathe = () => new Promise((done) => setTimeout(done))

/** A photo upright, as its camera held it; refused where this browser does not know the format. */
export const open = (blob: Blob) => createImageBitmap(blob, { imageOrientation: 'from-image' })

/**
 * Makes the file of an edited photo, at its full size or the largest that is taken. Rows are toned a few at a time and
 * between them the page breathes; decoding and encoding are the browser's, beside the page.
 */
export async function develop(blob: Blob, work: Work, mostPixels = MOST_PIXELS): Promise<Blob> {
  const image = await open(blob)
  try {
    const box = boxOf(work.crop, image, work.aspect)
    const { width, height } = fitted(box, mostPixels)
    const canvas = new OffscreenCanvas(width, height)
    const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false })
    if (!context) throw new Error('no canvas')
    context.fillStyle = 'white' // What is transparent in a PNG has no colour in a JPEG.
    context.fillRect(0, 0, width, height)
    context.imageSmoothingQuality = 'high'
    context.drawImage(image, box.x, box.y, box.width, box.height, 0, 0, width, height)
    await toned(context, width, height, work.look)
    return await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY })
  } finally {
    image.close()
  }
}

async function toned(context: OffscreenCanvasRenderingContext2D, width: number, height: number, look: Look) {
  if (isPlain(look)) return
  const tone = toneOf(look)
  for (let row = 0; row < height; row += ROWS_AT_ONCE) {
    const strip = context.getImageData(0, row, width, Math.min(ROWS_AT_ONCE, height - row))
    paint(strip.data, tone)
    context.putImageData(strip, 0, row)
    await breathe()
  }
}

/** A small picture of a photo to work with: full ones would make each drag a wait. */
export async function small(blob: Blob, side: number): Promise<{ size: Size; picture: ImageBitmap }> {
  const image = await open(blob)
  const size = { width: image.width, height: image.height }
  const scale = Math.min(1, side / Math.max(size.width, size.height))
  if (scale === 1) return { size, picture: image }
  const [width, height] = [Math.round(size.width * scale), Math.round(size.height * scale)]
  const picture = await createImageBitmap(image, {
    resizeWidth: Math.max(1, width),
    resizeHeight: Math.max(1, height),
    resizeQuality: 'high',
  })
  image.close()
  return { size, picture }
}
