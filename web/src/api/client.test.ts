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
