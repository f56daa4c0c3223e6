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

test('one that is moved again before the first answer goes on from where it is shown, and is asked for in order', async () => {
  const answers: (() => void)[] = []
  const order = vi
    .spyOn(api, 'order')
    .mockImplementation((found) => new Promise((done) => answers.push(() => done(named(...found)))))
  order.mockClear()
  const shelf = new Shelf('1')
  shelf.items = named('a', 'b', 'c')
  const first = shelf.move('a', 1)
  const second = shelf.move('a', 1)
  await vi.waitFor(() => expect(answers).toHaveLength(1))
  expect(ids(shelf)).toEqual(['b', 'c', 'a'])
  answers[0]!()
  await first
  expect(ids(shelf)).toEqual(['b', 'c', 'a'])
  await vi.waitFor(() => expect(answers).toHaveLength(2))
  answers[1]!()
  await second
  expect([ids(shelf), order.mock.lastCall]).toEqual([['b', 'c', 'a'], [['b', 'c', 'a']]])
})
