import { expect, test } from 'vitest'
import { keptPages, Pages, tellPages } from './pages.svelte'

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
