import { flushSync, mount, unmount } from 'svelte'
import { expect, test, vi } from 'vitest'
import Panel from './Panel.svelte'

vi.stubGlobal('fetch', async () => new Response('[]'))

test('whoever opens the search can type at once, and is back where they were when it closes', async () => {
  const opener = document.body.appendChild(document.createElement('button'))
  opener.focus()
  const panel = mount(Panel, { target: document.body, props: { name: 'search' } })
  flushSync()
  expect(document.activeElement?.tagName).toBe('H2')
  await vi.waitFor(() => expect(document.activeElement?.getAttribute('type')).toBe('search'), 10_000)
  await unmount(panel)
  expect(document.activeElement).toBe(opener)
}, 15_000)
