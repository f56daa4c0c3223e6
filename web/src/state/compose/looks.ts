/** How a photo is toned: each from -1 to 1, `fade` and `mono` from 0. */
export type Tone = {
  brightness: number
  contrast: number
  warmth: number
  saturation: number
  fade: number
  /** From green to magenta. */
  tint: number
  mono: number
  /** How much of violet the shadows take. */
  dusk: number
}

const PLAIN: Tone = { brightness: 0, contrast: 0, warmth: 0, saturation: 0, fade: 0, tint: 0, mono: 0, dusk: 0 }

const recipes = {
  plain: {},
  dune: { warmth: 0.4, fade: 0.25, saturation: -0.1, brightness: 0.06 },
  harbour: { warmth: -0.35, contrast: 0.2, saturation: -0.08 },
  linen: { brightness: 0.14, saturation: -0.35, fade: 0.3, warmth: 0.1 },
  ember: { warmth: 0.5, contrast: 0.25, tint: 0.12, saturation: 0.12 },
  moss: { tint: -0.3, warmth: 0.08, saturation: -0.15, fade: 0.15 },
  dusk: { dusk: 0.6, warmth: -0.1, contrast: 0.1, fade: 0.1 },
  frost: { warmth: -0.5, brightness: 0.12, saturation: -0.25, contrast: 0.08 },
  amber: { warmth: 0.7, saturation: -0.2, fade: 0.15, contrast: 0.05 },
  noon: { saturation: 0.45, contrast: 0.22, brightness: 0.04 },
  rosewood: { tint: 0.35, warmth: 0.22, fade: 0.22, saturation: -0.2 },
  slate: { mono: 1, fade: 0.25, contrast: -0.05 },
  ink: { mono: 1, contrast: 0.5, brightness: -0.04 },
} satisfies Record<string, Partial<Tone>>

export type Filter = keyof typeof recipes
export const filters = Object.keys(recipes) as Filter[]

/** What its author set by hand, in hundredths. */
export const adjustments = ['brightness', 'contrast', 'warmth', 'saturation', 'fade'] as const
export type Adjustment = (typeof adjustments)[number]

export type Look = { filter: Filter; strength: number } & Record<Adjustment, number>
export const untouched: Look = {
  filter: 'plain',
  strength: 100,
  brightness: 0,
  contrast: 0,
  warmth: 0,
  saturation: 0,
  fade: 0,
}

/** A filter at its strength, with what was set by hand on top of it. */
export function toneOf(look: Look): Tone {
  const recipe: Partial<Tone> = recipes[look.filter]
  const tone = { ...PLAIN }
  for (const name of Object.keys(PLAIN) as (keyof Tone)[]) tone[name] = ((recipe[name] ?? 0) * look.strength) / 100
  for (const name of adjustments) tone[name] += look[name] / 100
  return tone
}

export const isPlain = (look: Look) => Object.values(toneOf(look)).every((value) => value === 0)

const clamp = (value: number) => Math.min(255, Math.max(0, value))

/** What becomes of each value of a channel; `lift` is how much of it the warmth or the tint adds. */
function curve(tone: Tone, lift: number, shadow: number) {
  const table = new Uint8ClampedArray(256)
  const slope = tone.contrast >= 0 ? 1 + tone.contrast * 1.2 : 1 + tone.contrast * 0.7
  for (let value = 0; value < 256; value++) {
    let level = value / 255
    level **= 2 ** (-tone.brightness * 1.4)
    level = (level - 0.5) * slope + 0.5
    level *= 1 + lift
    level += shadow * tone.dusk * (1 - level) ** 2
    const fade = Math.max(0, tone.fade)
    level = level * (1 - fade * 0.32) + fade * 0.16
    table[value] = clamp(level * 255)
  }
  return table
}

/** Tones pixels in their place, four bytes each. */
export function paint(pixels: Uint8ClampedArray, tone: Tone) {
  const red = curve(tone, tone.warmth * 0.22 + tone.tint * 0.1, 0.14)
  const green = curve(tone, tone.warmth * 0.04 - tone.tint * 0.16, -0.02)
  const blue = curve(tone, -tone.warmth * 0.26 + tone.tint * 0.08, 0.3)
  const colour = (1 + tone.saturation) * (1 - tone.mono)
  for (let at = 0; at < pixels.length; at += 4) {
    const r = pixels[at]!
    const g = pixels[at + 1]!
    const b = pixels[at + 2]!
    const grey = 0.2126 * r + 0.7152 * g + 0.0722 * b
    pixels[at] = red[clamp(grey + (r - grey) * colour + 0.5) | 0]!
    pixels[at + 1] = green[clamp(grey + (g - grey) * colour + 0.5) | 0]!
    pixels[at + 2] = blue[clamp(grey + (b - grey) * colour + 0.5) | 0]!
  }
}
