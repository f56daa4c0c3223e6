import { expect, test, vi } from 'vitest'
import { Photos } from './photos.svelte'

vi.mock('../api/uploads', () => ({
  kindOf: () => 'image/jpeg',
  begin: () => new Promise(() => undefined),
  drop: vi.fn(),
}))

test('the browser lets go of the previews once others take their place', () => {
  const released = vi.spyOn(URL, 'revokeObjectURL')
  const photos = new Photos()
  photos.add(
    [1, 2].map((n) => new File(['x'], `${n}.jpg`, { type: 'image/jpeg' })),
    10,
  )
  const previews = photos.fresh.map(({ preview }) => preview)
  photos.close()
  expect(released.mock.calls.flat()).toEqual(previews)
})
