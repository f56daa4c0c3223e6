import { expect, test } from 'vitest'
import { place } from './place.svelte'

test('whoever has gone elsewhere is not where they were, nor is whoever came to the same address anew', () => {
  place.go('/@ada/9')
  const isHere = place.stay()
  place.rename('/@Ada/9')
  expect(isHere()).toBe(true)
  expect(location.pathname).toBe('/@Ada/9')
  place.go('/')
  expect(isHere()).toBe(false)
  place.go('/@ada/9')
  expect(isHere()).toBe(false)
})
