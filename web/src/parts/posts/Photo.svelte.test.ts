import { flushSync, mount } from 'svelte'
import { beforeEach, expect, test } from 'vitest'
import type { Media } from '../../api/posts'
import Photo from './Photo.svelte'

const media = { id: '1', url: '/1.jpg', description: 'A lighthouse', meta: {} } as Media
const draw = (retried: boolean) => {
  mount(Photo, { target: document.body, props: { media, sizes: '1px', retried } })
  flushSync()
}
const fail = () => flushSync(() => document.querySelector('img')!.dispatchEvent(new Event('error')))

beforeEach(() => document.body.replaceChildren())

test('a photo that did not load says so, and what is on it, and is asked for again', () => {
  draw(true)
  fail()
  expect(document.body.textContent).toContain('This photo did not load.')
  expect(document.body.textContent).toContain('A lighthouse')
  flushSync(() => document.querySelector('button')!.click())
  expect(document.querySelector('img')!.getAttribute('src')).toBe('/1.jpg')
  expect(document.body.textContent).not.toContain('did not load')
})

test('the picture of a link says only what is on it: a link has no button in it', () => {
  draw(false)
  fail()
  expect(document.body.textContent!.trim()).toBe('A lighthouse')
  expect(document.querySelector('button')).toBeNull()
})
