// Draws the icons that systems want as pictures from public/mark.svg: node checks/marks.mjs
import { readFileSync, writeFileSync } from 'node:fs'
import { chromium } from '@playwright/test'

const folder = new URL('../public/', import.meta.url)
const mark = readFileSync(new URL('mark.svg', folder), 'utf8')
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})

/** The mark as a picture: so wide, how much of it the mark takes, and what lies below it. */
async function drawn(size, share, back) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  const side = Math.round(size * share)
  const centred = `display:grid;place-items:center;height:100vh;margin:0;background:${back ?? 'transparent'}`
  await page.setContent(`<body style="${centred}"><div style="width:${side}px;height:${side}px">${mark}</div></body>`)
  const picture = await page.screenshot({ omitBackground: !back })
  await page.close()
  return picture
}

/** A file of Windows icons with one picture in it, of 32 pixels. */
function icon(picture) {
  const head = Buffer.alloc(22)
  head.set([0, 0, 1, 0, 1, 0, 32, 32, 0, 0, 1, 0, 32, 0])
  head.writeUInt32LE(picture.length, 14)
  head.writeUInt32LE(22, 18)
  return Buffer.concat([head, picture])
}

const white = '#ffffff'
const pictures = {
  'icon-192.png': await drawn(192, 1),
  'icon-512.png': await drawn(512, 1),
  // Systems cut what lies outside the middle four fifths.
  'icon-maskable.png': await drawn(512, 0.6, white),
  'apple-touch-icon.png': await drawn(180, 0.72, white),
  'favicon.ico': icon(await drawn(32, 1)),
}
for (const [name, bytes] of Object.entries(pictures)) writeFileSync(new URL(name, folder), bytes)
await browser.close()
