import { flushSync, mount } from 'svelte'
import { expect, test, vi } from 'vitest'
import { tray } from '../../state/stories.svelte'
import Foot from './Foot.svelte'

test('a story is deleted by the second press, and waits while its author is asked', async () => {
  const down = vi.spyOn(tray, 'takeDown').mockResolvedValue(true)
  const [busy, gone] = [vi.fn(), vi.fn()]
  const props = { reel: { user: { is_author: true } }, story: { id: '7', rossgram: {} }, busy, gone }
  mount(Foot, { target: document.body, props: props as never })
  flushSync()
  const button = document.querySelector<HTMLButtonElement>('button.last')!
  flushSync(() => button.click())
  expect(down).not.toHaveBeenCalled()
  expect(busy).toHaveBeenLastCalledWith(true)
  flushSync(() => button.dispatchEvent(new Event('blur')))
  expect(busy).toHaveBeenLastCalledWith(false)
  flushSync(() => button.click())
  flushSync(() => button.click())
  await vi.waitFor(() => expect(gone).toHaveBeenCalledTimes(1))
  expect(down).toHaveBeenCalledTimes(1)
})
