import { afterEach, expect, test, vi } from 'vitest'
import { keptPages, leaveOut, Pages, tellPages } from './pages.svelte'

afterEach(() => void vi.useRealTimers())
const settled = () => new Promise((done) => setTimeout(done))

test('a page that failed is asked for again, from where the list ends', async () => {
  const asked: (string | undefined)[] = []
  let works = true
  const pages = new Pages(async (next?: string) => {
    asked.push(next)
    if (!works) throw new Error()
    return next ? { items: [{ id: '1' }] } : { items: [{ id: '3' }, { id: '2' }], next: '/older' }
  })
  await settled()
  works = false
  await pages.more()
  expect(pages.failure).toBeInstanceOf(Error)
  works = true
  await pages.more()
  expect(pages.items.map((item) => item.id)).toEqual(['3', '2', '1'])
  expect(asked).toEqual([undefined, '/older', '/older'])
  expect(pages.failure).toBeUndefined()
})

test('what is on two pages is shown once, and a list ends where the server names no next page', async () => {
  const pages = new Pages(async (next?: string) => ({ items: [{ id: '1' }], next: next ? undefined : '/older' }))
  await settled()
  expect(pages.ended).toBe(false)
  await pages.more()
  expect(pages.items).toHaveLength(1)
  expect(pages.ended).toBe(true)
})

test('two who ask at once are one question', async () => {
  let times = 0
  const pages = new Pages(async () => ({ items: [{ id: String(times++) }] }))
  await Promise.all([pages.more(), pages.more()])
  await settled()
  expect(times).toBe(1)
})

test('what became of a post elsewhere shows in the list that has it', async () => {
  const pages = keptPages('a list', async () => ({ items: [{ id: '1', liked: false }] }))
  await settled()
  tellPages({ id: '1', liked: true })
  expect(pages.items[0]?.liked).toBe(true)
  expect(keptPages('a list', async () => ({ items: [] }))).toBe(pages)
})

test('what its reader hides by a filter is in no list, and what is shown behind a warning is', async () => {
  const matched = (filter_action: string) => [{ filter: { filter_action } }]
  const pages = new Pages(async () => ({
    items: [
      { id: '3', filtered: matched('hide') },
      { id: '2', filtered: matched('warn') },
      { id: '1', filtered: [] },
    ],
  }))
  await settled()
  expect(pages.items.map((item) => item.id)).toEqual(['2', '1'])
})

test('what came since stands at the top, and where that is more than a page the list begins anew', async () => {
  let newest = ['2', '1']
  const pages = new Pages(async () => ({ items: newest.map((id) => ({ id })) }))
  await settled()
  newest = ['4', '3', '2']
  await pages.renew()
  expect(pages.items.map((item) => item.id)).toEqual(['4', '3', '2', '1'])
  newest = ['9', '8']
  await pages.renew()
  expect(pages.items.map((item) => item.id)).toEqual(['9', '8'])
})

test('whoever is muted or blocked is in no list any more, nor what others shared of theirs', async () => {
  const pages = keptPages('muted', async () => ({
    items: [
      { id: '3', account: { id: 'a' }, reblog: { account: { id: 'b' } } },
      { id: '2', account: { id: 'b' } },
      { id: '1', account: { id: 'a' } },
    ],
  }))
  await settled()
  leaveOut('b')
  expect(pages.items.map((item) => item.id)).toEqual(['1'])
})

test('a list that was left long ago is let go of, and nothing is told to it', async () => {
  const left = keptPages('left', async () => ({ items: [{ id: '1', liked: false }] }))
  await settled()
  vi.useFakeTimers({ now: Date.now() + 10 * 60_000 })
  keptPages('another', async () => ({ items: [] }))
  tellPages({ id: '1', liked: true })
  expect(left.items[0]?.liked).toBe(false)
})

test('what is told anew of an item that was further down comes to the top, and is there once', async () => {
  let found = ['3 of ada', '2 of bob', '1 of tom']
  const pages = new Pages(async () => ({
    items: found.map((one) => ({ id: one.split(' of ')[1]!, said: one })),
    next: '/older',
  }))
  await settled()
  found = ['5 of eva', '4 of tom', '3 of ada']
  await pages.raise()
  expect(pages.items.map((item) => item.said)).toEqual([...found, '2 of bob'])
})
