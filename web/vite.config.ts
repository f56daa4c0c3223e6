import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

const target = process.env.API ?? 'http://localhost:8000'
// The API takes writes from its own pages alone.
const api = { target, headers: { origin: target } }

export default defineConfig({
  plugins: [svelte()],
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
            { name: 'svelte', test: /node_modules\/(svelte|esm-env|clsx|fast-blurhash)\// },
            { name: 'shared', test: /src\/(api|state|words|parts)\//, minShareCount: 3, maxSize: 150_000 },
          ],
        },
      },
    },
  },
  server: { proxy: { '^/(api|media|signed|paid|oauth|unlock|checkout|campaigns|gifts|s)/': api } },
})
