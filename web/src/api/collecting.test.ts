import { expect, test, vi } from 'vitest'
import { ownWith } from './collecting'

const posts = (from: number, many: number) => Array.from({ length: many }, (_, place) => ({ id: String(from + place) }))
const one = (id: string, items: object[]) => ({ id, items })
const pages: Record<string, object[]> = {
  'self?page=1': [
    one('1', posts(1, 10)),
    ...Array.from({ length: 8 }, (_, place) => one(String(2 + place), posts(50, 3))),
  ],
  'self?page=2': [one('10', posts(12, 1)), one('11', posts(1, 10))],
  'items/1?page=2': posts(11, 4),
  'items/11?page=2': [],
}
vi.stubGlobal('fetch', async (address: string) => Response.json(pages[address.split('/collections/')[1]!]))

test('a post is found in each of one’s collections, however many they are and however far down it is', async () => {
  const found = await ownWith('12')
  expect(found).toHaveLength(11)
  expect(found.filter(({ has }) => has).map(({ id }) => id)).toEqual(['1', '10'])
})
