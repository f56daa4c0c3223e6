import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

const target = process.env.API ?? 'http://localhost:8000'
// The API takes writes from its own pages alone.
const api = { target, headers: { origin: target } }

export default defineConfig({
  plugins: [svelte()],
  // The policy of the page takes no inline script and no data in place of a file.
  build: { target: 'es2023', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { proxy: { '^/(api|media|signed|paid|oauth|unlock|checkout|gifts|s)/': api } },
})
