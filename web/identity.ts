// Builds the client with the name, the accent and the icon of its operator. infra/identity.py reads and checks them.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import type { Plugin } from 'vite'

type Accent = Record<'light' | 'light_hover' | 'on_light' | 'dark' | 'dark_hover' | 'on_dark' | 'glow', string>
type Identity = { title: string; description: string; accent?: Accent; icon: string }

// Vite alone, beside a stack that runs, has the looks of tokens.css; the client asks the API for the name.
const told = JSON.parse(process.env.IDENTITY ?? '{"title": "", "description": "", "icon": ""}') as Identity
const white = '#ffffff'

const escaped = (text: string) => text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`)

const as = (type: string, body: string | Buffer) => `data:image/${type};base64,${Buffer.from(body).toString('base64')}`

/** A picture in a square: how much of it it takes, and what lies below. */
const framed = (href: string, share: number, back = 'none') =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><rect width="100" height="100" fill="${back}"/>` +
  `<image href="${href}" x="${50 - share * 50}" y="${50 - share * 50}" width="${share * 100}" height="${share * 100}"/></svg>`

/** The mark as an SVG and as an address: the operator's file, or ours in the accent. */
function mark(): { svg: string; href: string } {
  if (told.icon) {
    const body = readFileSync(told.icon)
    const href = as(body.includes('<svg') ? 'svg+xml' : 'png', body)
    return { href, svg: body.includes('<svg') ? body.toString() : framed(href, 1) }
  }
  const ours = readFileSync('public/mark.svg', 'utf8')
  const { glow = '#ff7a59', light = '#d6336c' } = told.accent ?? {}
  const svg = ours.replaceAll('#ff7a59', glow).replaceAll('#d6336c', light)
  return { svg, href: as('svg+xml', svg) }
}

/** A file of Windows icons with one picture in it, of 32 pixels. */
function windows(picture: Uint8Array) {
  const head = Buffer.alloc(22)
  head.set([0, 0, 1, 0, 1, 0, 32, 32, 0, 0, 1, 0, 32, 0])
  head.writeUInt32LE(picture.length, 14)
  head.writeUInt32LE(22, 18)
  return Buffer.concat([head, picture])
}

/** What systems want as pictures, by the name of the file. */
async function pictures(href: string) {
  await initWasm(readFileSync(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')))
  const drawn = (size: number, share: number, back?: string) =>
    new Resvg(framed(href, share, back), { fitTo: { mode: 'width', value: size } }).render().asPng()
  return {
    'icon-192.png': drawn(192, 1),
    'icon-512.png': drawn(512, 1),
    // Systems cut what lies outside the middle four fifths.
    'icon-maskable.png': drawn(512, 0.6, white),
    'apple-touch-icon.png': drawn(180, 0.72, white),
    'favicon.ico': windows(drawn(32, 1)),
  }
}

/** The theme with the accent's tokens in place of its own. */
function themed(theme: string, { light, light_hover, on_light, dark, dark_hover, on_dark, glow }: Accent) {
  const tokens = {
    accent: `light-dark(${light}, ${dark})`,
    'accent-hover': `light-dark(${light_hover}, ${dark_hover})`,
    'on-accent': `light-dark(${on_light}, ${on_dark})`,
    ring: `linear-gradient(45deg, ${glow}, ${light})`,
  }
  return Object.entries(tokens).reduce(
    (css, [name, value]) => css.replace(new RegExp(`--${name}: [^;]+;`), `--${name}: ${value};`),
    theme,
  )
}

/** What changes with the looks, for the name of what the service worker keeps. */
export const looks = createHash('sha256')
  .update(JSON.stringify(told) + mark().svg)
  .digest('hex')

export const identity: Plugin = {
  name: 'identity',
  enforce: 'pre',
  transform: (code, id) => (told.accent && id.endsWith('/src/tokens.css') ? themed(code, told.accent) : undefined),
  transformIndexHtml: {
    order: 'pre',
    handler: (page) => page.replace(/%(title|description)%/g, (_, name: 'title') => escaped(told[name])),
  },
  async generateBundle() {
    const { svg, href } = mark()
    const files = Object.entries({ 'mark.svg': svg, ...(await pictures(href)) })
    files.forEach(([fileName, source]) => this.emitFile({ type: 'asset', fileName, source }))
  },
}
