import { expect, test, vi } from 'vitest'
import { toTop } from './scrolling'

test.each([
  [false, 'smooth'],
  [true, 'instant'],
])('the page moves to its top only where motion is wished: %s', (matches, behavior) => {
  const scroll = vi.fn()
  vi.stubGlobal('scrollTo', scroll)
  const asked = vi.fn(() => ({ matches }))
  vi.stubGlobal('matchMedia', asked)
  toTop()
  expect(asked).toHaveBeenCalledWith('(prefers-reduced-motion: reduce)')
  expect(scroll).toHaveBeenCalledWith({ top: 0, behavior })
  vi.unstubAllGlobals()
})
