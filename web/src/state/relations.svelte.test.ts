import { beforeEach, expect, test, vi } from 'vitest'

const asked = vi.hoisted(() => vi.fn())
vi.mock('../api/accounts', () => ({ relationships: asked }))
vi.mock('./session.svelte', () => ({ session: { me: { id: 'me' } } }))
const { relations } = await import('./relations.svelte')

beforeEach(() => {
  asked.mockReset()
  asked.mockImplementation(async (ids: string[]) => ids.map((id) => ({ id, following: false })))
})
const tick = () => new Promise((done) => setTimeout(done, 5))

test('those that are asked for in one tick go in one question, each once, and oneself never', async () => {
  for (const id of ['1', '2', '1', 'me']) relations.need(id)
  await tick()
  expect(asked.mock.calls).toEqual([[['1', '2']]])
  relations.need('2')
  await tick()
  expect(asked).toHaveBeenCalledTimes(1)
})

test('what is told of an account shows in what was handed out before', async () => {
  relations.need('3')
  await tick()
  const held = relations.of('3')
  relations.tell({ ...held!, following: true })
  expect(held?.following).toBe(true)
})

test('how one stands is awaited until it is answered, or cannot be', async () => {
  for (const wrong of [undefined, new Error('slow')]) {
    if (wrong) asked.mockRejectedValueOnce(wrong)
    const id = wrong ? '6' : '5'
    expect(relations.awaits(id)).toBe(false)
    relations.need(id)
    expect(relations.awaits(id)).toBe(true)
    await tick()
    expect(relations.awaits(id)).toBe(false)
  }
})

test('a question that failed is asked again', async () => {
  asked.mockRejectedValueOnce(new Error('slow'))
  relations.need('4')
  await tick()
  expect(relations.of('4')).toBeUndefined()
  relations.need('4')
  await tick()
  expect(relations.of('4')).toBeDefined()
})
