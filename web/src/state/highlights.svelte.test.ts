import { expect, test, vi } from 'vitest'
import * as api from '../api/highlights'
import { Shelf } from './highlights.svelte'

const named = (...ids: string[]) => ids.map((id) => ({ id })) as api.Highlight[]
const ids = (shelf: Shelf) => shelf.items.map((one) => one.id)

test('a highlight goes a place further, and no further than there is', async () => {
  const order = vi.spyOn(api, 'order').mockImplementation((found) => Promise.resolve(named(...found)))
  const shelf = new Shelf('1')
  shelf.items = named('a', 'b', 'c')
  await shelf.move('b', 1)
  expect(ids(shelf)).toEqual(['a', 'c', 'b'])
  await shelf.move('b', 1)
  await shelf.move('a', -1)
  expect(ids(shelf)).toEqual(['a', 'c', 'b'])
  expect(order).toHaveBeenCalledTimes(1)
})

test('an order that another device made old is taken back for what is there now', async () => {
  vi.spyOn(api, 'order').mockRejectedValue(new Error())
  vi.spyOn(api, 'highlights').mockResolvedValue(named('b', 'a', 'new'))
  const shelf = new Shelf('1')
  shelf.items = named('a', 'b')
  await shelf.move('a', 1)
  expect(ids(shelf)).toEqual(['b', 'a', 'new'])
})
