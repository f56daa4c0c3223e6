import { expect, test } from 'vitest'
import { Playing } from './playing.svelte'
import type { Shown } from './stories.svelte'

const reel = (name: string, ...seen: boolean[]) =>
  ({ user: { id: name }, nodes: seen.map((seen, place) => ({ id: `${name}${place}`, seen })) }) as unknown as Shown

test('it begins at the first story that is unseen, or at the first of all', () => {
  expect(new Playing([reel('a', true, false)], 0).story?.id).toBe('a1')
  expect(new Playing([reel('a', true, true)], 0).story?.id).toBe('a0')
})

test('after the last story of one comes the first unseen one of the next, and then the end', () => {
  const playing = new Playing([reel('a', false, false), reel('b', true, false)], 0)
  expect(playing.following?.id).toBe('a1')
  expect(playing.next()).toBe(true)
  expect(playing.following?.id).toBe('b1')
  expect(playing.next()).toBe(true)
  expect([playing.story?.id, playing.following]).toEqual(['b1', undefined])
  expect(playing.next()).toBe(false)
  expect(playing.story?.id).toBe('b1')
})

test('one goes back to the story before, and to whoever comes before', () => {
  const playing = new Playing([reel('a', false), reel('b', true, false)], 1)
  playing.back()
  expect(playing.story?.id).toBe('b0')
  playing.back()
  expect(playing.story?.id).toBe('a0')
  playing.back()
  expect(playing.story?.id).toBe('a0')
})

test('whoever has enough of one goes on to the next', () => {
  const playing = new Playing([reel('a', false, false), reel('b', false)], 0)
  expect([playing.nextReel(), playing.story?.id, playing.nextReel()]).toEqual([true, 'b0', false])
})
