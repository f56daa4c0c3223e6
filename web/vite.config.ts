import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig, type Plugin } from 'vite'
import { identity, looks } from './identity'

const target = process.env.API ?? 'http://localhost:8000'
// The API takes writes from its own pages alone.
const api = { target, headers: { origin: target } }

/** Writes the service worker, with the names of what was built. */
const worker: Plugin = {
  name: 'worker',
  apply: 'build',
  generateBundle(_, bundle) {
    const built = Object.keys(bundle).filter((name) => name.startsWith('assets/'))
    const files = [...built, ...readdirSync('public').filter((name) => name.endsWith('.svg'))].sort()
    const pages = readFileSync('index.html', 'utf8') + readFileSync('worker.js', 'utf8')
    const hash = createHash('sha256').update(files.join() + pages + looks)
    const source = readFileSync('worker.js', 'utf8')
      .replace('/* the built files */ []', JSON.stringify(files.map((name) => `/${name}`)))
      .replace("/* a hash of them */ ''", `'${hash.digest('hex').slice(0, 16)}'`)
    this.emitFile({ type: 'asset', fileName: 'sw.js', source })
  },
}

/** Has the page name what `main.ts` asks for next: a phone then fetches all of the client at once. */
const preloads: Plugin = {
  name: 'preloads',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle = {} }) {
      const chunks = Object.values(bundle).filter((one) => one.type === 'chunk')
      const needed = (name: string, known = new Set<string>()): Set<string> => {
        if (known.has(name)) return known
        known.add(name)
        for (const next of chunks.find((one) => one.fileName === name)?.imports ?? []) needed(next, known)
        return known
      }
      const start = chunks.find((one) => one.facadeModuleId?.endsWith('/src/start.ts'))
      const hrefs = [...needed(start?.fileName ?? '')].map((name) => `/${name}`).filter((href) => !html.includes(href))
      return hrefs.map((href) => ({
        tag: 'link',
        attrs: { rel: 'modulepreload', crossorigin: true, href },
        injectTo: 'head',
      }))
    },
  },
}

export default defineConfig({
  plugins: [identity, svelte(), worker, preloads],
  // The policy of the page takes no inline script and no data in place of a file.
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // All styles are as small as one photo of a grid, and one file is one way to the server.
    cssCodeSplit: false,
    // So is what two screens share: thirty files of a kilobyte each take longer than one of thirty.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'asks',
              test: /src\/(api\/(accounts|campaigns|begun|client|finding|instance|posts|session)|routes|state\/here|words\/(choice|catalogues))\.ts$|vite\/preload-helper/,
            },
            { name: 'svelte', test: /node_modules\/(svelte|esm-env|clsx|fast-blurhash)\// },
            // What is read and written below a post, what is drawn as columns, and what moderators do comes once it is opened.
            {
              name: 'shared',
              test: /src\/(api|state|words|parts)\/(?!.*(PostView|AddComment|Comments?\.svelte|commenting|TagHints|tagging|Emoji|Columns|AsTable|moderation))/,
              minShareCount: 3,
              maxSize: 150_000,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '^/(api|media|signed|paid|oauth|unlock|checkout|s)/': api } },
})
