// Draws the sprite of the icons that the client uses from Lucide's: node checks/icons.mjs
import { readFileSync, writeFileSync } from 'node:fs'

const names =
  'bookmark check chevron-left chevron-right circle-alert circle-check compass ellipsis eye-off globe ' +
  'grid-3x3 hand-heart heart house images lock lock-open message-circle pin plus refresh-cw search send ' +
  'settings sparkles square-plus trash-2 user users x gem camera arrow-down flag megaphone package pencil ' +
  'archive ban bell bot chevron-down fingerprint key-round layout-grid list log-out mail map-pin ' +
  'monitor-smartphone palette shield-check sticky-note user-x volume-x filter star users-round arrow-up eye ' +
  'door-open hash gift hand-coins receipt credit-card download chart-column wallet badge-percent external-link ' +
  'arrow-left calendar-clock copy crop file-pen history link smile sliders-horizontal pause play repeat-2'
const symbols = names.split(' ').map((name) => {
  const svg = readFileSync(new URL(`./node_modules/lucide-static/icons/${name}.svg`, import.meta.url), 'utf8')
  const inside = svg
    .replace(/[^]*?<svg[^>]*>/, '')
    .replace(/<\/svg>[^]*/, '')
    .replace(/\s+/g, ' ')
    .trim()
  return `<symbol id="${name}" viewBox="0 0 24 24">${inside.replace(/> </g, '><').replace(/ \/>/g, '/>')}</symbol>`
})
writeFileSync(
  new URL('../src/parts/icons.svg', import.meta.url),
  `<!-- Lucide 1.62.0, ISC License, https://lucide.dev/license: drawn by web/checks/icons.mjs -->\n` +
    `<svg xmlns="http://www.w3.org/2000/svg" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">\n${symbols.join('\n')}\n</svg>\n`,
)
writeFileSync(
  new URL('../src/parts/icons.ts', import.meta.url),
  `/** The names in the sprite; checks/icons.mjs draws both. */\nexport type IconName =\n${names
    .split(' ')
    .map((name) => `  | '${name}'`)
    .join('\n')}\n`,
)
