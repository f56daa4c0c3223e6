import { expect, test, vi } from 'vitest'
import { ownWith } from './collections'

const posts = (from: number, many: number) => Array.from({ length: many }, (_, at) => ({ id: String(from + at) }))
const one = (id: string, items: object[]) => ({ id, items })
const pages: Record<string, object[]> = {
  '/api/v1.1/collections/self?page=1': [
    one('1', posts(1, 10)),
    ...Array.from({ length: 8 }, (_, at) => one(String(2 + at), posts(50, 3))),
  ],
  '/api/v1.1/collections/self?page=2': [one('10', posts(12, 1)), one('11', posts(1, 10))],
  '/api/v1.1/collections/items/1?page=2': posts(11, 4),
  '/api/v1.1/collections/items/11?page=2': [],
}
vi.stubGlobal('fetch', async (address: string) => new Response(JSON.stringify(pages[address])))

test('a post is found in each of one’s collections, however many they are and however far down it is', async () => {
  const found = await ownWith('12')
  expect(found).toHaveLength(11)
  expect(found.filter(({ has }) => has).map(({ id }) => id)).toEqual(['1', '10'])
})
