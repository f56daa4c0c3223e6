import { afterEach, expect, test, vi } from 'vitest'
import { leading, uses } from './leading.svelte'
import { session } from './session.svelte'

const day = (uses: string) => ({ day: '86400', uses, accounts: '2' })
const sand = { id: 'sand', name: 'sand', url: 'http://localhost/tags/sand', history: [day('3'), day('2')] }

afterEach(() => {
  vi.unstubAllGlobals()
  leading.forget()
  session.me = undefined
})

function serve(answers: Record<string, unknown>) {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (where: string) => {
    asked.push(where)
    const found = Object.entries(answers).find(([part]) => where.includes(part))
    return found ? new Response(JSON.stringify(found[1])) : new Response('{}', { status: 503 })
  })
  return asked
}

test('hashtags that lead are asked for once in a while, and people by whoever is signed in', async () => {
  const asked = serve({ tags: [sand], popular: [{ id: '1', acct: 'anna' }] })
  await leading.open()
  await leading.open()
  expect(asked).toHaveLength(1)
  expect([leading.tags.length, leading.people.length]).toEqual([1, 0])
  leading.forget()
  session.me = { id: '2' } as typeof session.me
  await leading.open()
  expect(leading.people.map(({ acct }) => acct)).toEqual(['anna'])
})

test('what does not come is not shown, and asked for again', async () => {
  serve({})
  await leading.open()
  expect(leading.tags).toEqual([])
  const asked = serve({ tags: [sand] })
  await leading.open()
  expect(asked).toHaveLength(1)
  expect(leading.tags).toEqual([sand])
})

test('what was asked for by another account is not shown to this one', async () => {
  let answer = (_: Response) => {}
  vi.stubGlobal('fetch', (where: string) =>
    where.includes('popular') ? new Promise<Response>((done) => (answer = done)) : Promise.resolve(new Response('[]')),
  )
  session.me = { id: '2' } as typeof session.me
  const asked = leading.open()
  await vi.waitFor(() => expect(answer.length).toBe(1))
  leading.forget()
  answer(new Response(JSON.stringify([{ id: '1', acct: 'anna' }])))
  await asked
  expect(leading.people).toEqual([])
})

test('how often a hashtag is used is counted over its days', () => {
  expect(uses(sand)).toBe(5)
})
