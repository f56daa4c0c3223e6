import { afterEach, expect, test, vi } from 'vitest'
import { explored } from './posts'

afterEach(() => vi.unstubAllGlobals())

const answer = (ids: string[], link = '') =>
  new Response(JSON.stringify(ids.map((id) => ({ id }))), { headers: link ? { Link: `<${link}>; rel="next"` } : {} })

const serve = (trends: () => Response) =>
  vi.stubGlobal('fetch', async (where: string) => {
    if (where.includes('/trends/')) return trends()
    return where.includes('max_id')
      ? answer(['1'])
      : answer(['3', '2'], 'http://localhost/api/v1/timelines/public?max_id=2')
  })

const ids = (page: { items: { id: string }[] }) => page.items.map(({ id }) => id)

test('what leads stands above the newest, each once, and what follows are the newest', async () => {
  serve(() => answer(['2', '0'], 'http://localhost/api/v1/trends/statuses?offset=20'))
  const first = await explored()
  expect(ids(first)).toEqual(['2', '0', '3'])
  expect(ids(await explored(first.next))).toEqual(['1'])
})

test('where nothing leads, or that cannot be asked for, the newest are shown', async () => {
  serve(() => answer([]))
  expect(ids(await explored())).toEqual(['3', '2'])
  serve(() => new Response('{}', { status: 503 }))
  expect(ids(await explored())).toEqual(['3', '2'])
})
