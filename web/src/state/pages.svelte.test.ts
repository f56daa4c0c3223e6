import { expect, test } from 'vitest'
import { keptPages, Pages, tellPages } from './pages.svelte'

const settled = () => new Promise((done) => setTimeout(done))

test('a page that failed is asked for again, from where the list ends', async () => {
  const asked: (string | undefined)[] = []
  let works = true
  const pages = new Pages(async (before?: string) => {
    asked.push(before)
    if (!works) throw new Error()
    return before ? [{ id: '1' }] : [{ id: '3' }, { id: '2' }]
  })
  await settled()
  works = false
  await pages.more()
  expect(pages.failure).toBeInstanceOf(Error)
  works = true
  await pages.more()
  expect(pages.items.map((item) => item.id)).toEqual(['3', '2', '1'])
  expect(asked).toEqual([undefined, '2', '2'])
  expect(pages.failure).toBeUndefined()
})

test('what is on two pages is shown once, and a list ends with a page that has nothing new', async () => {
  const pages = new Pages(async () => [{ id: '1' }])
  await settled()
  await pages.more()
  expect(pages.items).toHaveLength(1)
  expect(pages.ended).toBe(true)
})

test('two who ask at once are one question', async () => {
  let times = 0
  const pages = new Pages(async () => [{ id: String(times++) }])
  await Promise.all([pages.more(), pages.more()])
  await settled()
  expect(times).toBe(1)
})

test('what became of a post elsewhere shows in the list that has it', async () => {
  const pages = keptPages('a list', async () => [{ id: '1', liked: false }])
  await settled()
  tellPages({ id: '1', liked: true })
  expect(pages.items[0]?.liked).toBe(true)
  expect(keptPages('a list', async () => [])).toBe(pages)
})
