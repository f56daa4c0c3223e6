/** Which part of a photo is kept: how near, and where its middle is, as shares of the photo. */
export type Crop = { zoom: number; x: number; y: number }
export const whole: Crop = { zoom: 1, x: 0.5, y: 0.5 }
export const NEAREST = 3

export const aspects = { original: 0, square: 1, portrait: 4 / 5, tall: 3 / 4, wide: 16 / 9 } as const
export type Aspect = keyof typeof aspects
export type Size = { width: number; height: number }
export type Box = Size & { x: number; y: number }

/** The share of the photo that is seen, in each direction. */
function seen(photo: Size, aspect: number, zoom: number) {
  const ratio = photo.width / photo.height
  const frame = aspect || ratio
  return {
    width: Math.min(1, frame / ratio) / zoom,
    height: Math.min(1, ratio / frame) / zoom,
  }
}

const within = (middle: number, share: number) => Math.min(1 - share / 2, Math.max(share / 2, middle))

/** The same crop, moved as little as it takes for no edge to be empty. */
export function held(crop: Crop, photo: Size, aspect: number): Crop {
  const zoom = Math.min(NEAREST, Math.max(1, crop.zoom))
  const part = seen(photo, aspect, zoom)
  return { zoom, x: within(crop.x, part.width), y: within(crop.y, part.height) }
}

/** The pixels that are kept. */
export function boxOf(crop: Crop, photo: Size, aspect: number): Box {
  const { zoom, x, y } = held(crop, photo, aspect)
  const part = seen(photo, aspect, zoom)
  const width = Math.max(1, Math.round(part.width * photo.width))
  const height = Math.max(1, Math.round(part.height * photo.height))
  return {
    width,
    height,
    x: Math.min(photo.width - width, Math.max(0, Math.round(x * photo.width - width / 2))),
    y: Math.min(photo.height - height, Math.max(0, Math.round(y * photo.height - height / 2))),
  }
}

/** Whether all of the photo is kept. */
export function isWhole(crop: Crop, photo: Size, aspect: number) {
  const box = boxOf(crop, photo, aspect)
  return box.width === photo.width && box.height === photo.height
}

/** How large the photo is drawn and where, in shares of the frame that shows its part. */
export function drawn(crop: Crop, photo: Size, aspect: number) {
  const { zoom, x, y } = held(crop, photo, aspect)
  const part = seen(photo, aspect, zoom)
  return {
    width: 1 / part.width,
    height: 1 / part.height,
    left: 0.5 - x / part.width,
    top: 0.5 - y / part.height,
  }
}

/** The largest size of the same shape that the server takes. */
export function fitted(size: Size, mostPixels: number, mostSide = 16_000): Size {
  const scale = Math.min(
    1,
    Math.sqrt(mostPixels / (size.width * size.height)),
    mostSide / Math.max(size.width, size.height),
  )
  return { width: Math.max(1, Math.floor(size.width * scale)), height: Math.max(1, Math.floor(size.height * scale)) }
}
