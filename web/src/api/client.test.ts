import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { actAs, begin, get, post, whenUnconfirmed } from './client'

const sent = vi.fn(async (_address: string, _request: RequestInit) => Response.json({ n: sent.mock.calls.length }))

beforeEach(() => void vi.stubGlobal('fetch', sent))
afterEach(() => {
  actAs(`${Math.random()}`)
  sent.mockClear()
})

test('what was begun is not asked for a second time, and is had once', async () => {
  begin(() => get('/api/v1/markers', { limit: 1 }))
  expect(sent).toHaveBeenCalledTimes(1)

  expect(await get('/api/v1/markers', { limit: 1 })).toEqual({ n: 1 })
  expect(await get('/api/v1/markers', { limit: 1 })).toEqual({ n: 2 })
  expect(await get('/api/v1/markers')).toEqual({ n: 3 })
})

test('what was begun as one account is nothing to another', async () => {
  actAs('1')
  begin(() => get('/api/v1/markers'))
  actAs('1')
  expect(await get('/api/v1/markers')).toEqual({ n: 1 })
  begin(() => get('/api/v1/markers'))
  actAs('2')
  expect(await get('/api/v1/markers')).toEqual({ n: 3 })
  expect(sent.mock.lastCall?.[1].headers).toMatchObject({ 'X-Rossgram-Account': '2' })
})

test('a write never takes an answer to a question', async () => {
  begin(() => get('/api/v1/markers'))
  expect(await post('/api/v1/markers')).toEqual({ n: 2 })
})

test('what failed while it was begun is a failure to who asks for it', async () => {
  sent.mockRejectedValueOnce(new TypeError('offline'))
  begin(() => get('/api/v1/markers'))
  await expect(get('/api/v1/markers')).rejects.toMatchObject({ status: 0 })
})

test('that an address has to be confirmed first is called back, and no other refusal is', async () => {
  const told = vi.fn()
  whenUnconfirmed(told)
  const refuse = (error: string) => sent.mockResolvedValueOnce(Response.json({ error }, { status: 403 }) as never)
  refuse('This action is not allowed')
  await expect(get('/api/v1/markers')).rejects.toMatchObject({ status: 403 })
  expect(told).not.toHaveBeenCalled()
  refuse('Your login is missing a confirmed e-mail address')
  await expect(get('/api/v1/markers')).rejects.toMatchObject({ status: 403 })
  expect(told).toHaveBeenCalledTimes(1)
})

/** A network on which nothing comes, or only the beginning of an answer. */
const slow = (answers: boolean) =>
  sent.mockImplementationOnce((_address, { signal }) => {
    const cut = (end: (why: unknown) => void) => signal?.addEventListener('abort', () => end(signal.reason))
    if (!answers) return new Promise<never>((_done, end) => cut(end))
    return Promise.resolve(
      new Response(new ReadableStream({ start: (body) => cut((why) => body.error(why)) })) as never,
    )
  })

test('what takes too long is a failure, be it that its answer began, and what takes photos along is waited for', async () => {
  const ends: AbortController[] = []
  const limit = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
    const end = new AbortController()
    ends.push(end)
    return end.signal
  })
  for (const answers of [false, true]) {
    slow(answers)
    const asked = get('/api/v1/markers')
    setTimeout(() => ends.pop()!.abort(new DOMException('', 'TimeoutError')), 5)
    await expect(asked).rejects.toMatchObject({ status: 0 })
  }
  expect(limit).toHaveBeenCalledWith(35_000)
  limit.mockClear()
  await post('/api/v2/media', new FormData())
  expect(limit).not.toHaveBeenCalled()
  limit.mockRestore()
})

test('whoever gives up waiting does, before that time', async () => {
  slow(false)
  const wish = new AbortController()
  const asked = get('/api/v1/markers', undefined, wish.signal)
  wish.abort()
  await expect(asked).rejects.toMatchObject({ status: 0 })
})
