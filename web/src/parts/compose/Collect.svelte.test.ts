import { flushSync, mount } from 'svelte'
import { expect, test, vi } from 'vitest'
import Collect from './Collect.svelte'

const asked = vi.fn()
let refuses = false
vi.stubGlobal('fetch', async (address: string, { method, body }: RequestInit) => {
  if (method === 'GET')
    return Response.json([{ id: '3', title: 'Gates', thumb: '/t.jpg', post_count: 1, items: [{ id: '7' }] }])
  asked(address, JSON.parse(body as string))
  return refuses ? Response.json({ error: 'You cannot delete the only post' }, { status: 400 }) : Response.json(200)
})
const held = () => document.querySelector<HTMLButtonElement>('li button')

test('a post that is in a collection is taken out by a press, put back by another, and the only one stays', async () => {
  mount(Collect, { target: document.body, props: { id: '7', done: () => undefined } })
  await vi.waitFor(() => expect(held()).toBeTruthy())
  expect(held()!.getAttribute('aria-pressed')).toBe('true')

  refuses = true
  held()!.click()
  await vi.waitFor(() => expect(document.querySelector('[role=alert]')!.textContent).toMatch(/delete the collection/))
  expect(held()!.getAttribute('aria-pressed')).toBe('true')

  refuses = false
  held()!.click()
  await vi.waitFor(() => expect(held()!.getAttribute('aria-pressed')).toBe('false'))
  expect(document.querySelector('p[role=status]')!.textContent).toContain('Taken out of “Gates”')
  held()!.click()
  await vi.waitFor(() => expect(held()!.getAttribute('aria-pressed')).toBe('true'))
  expect(asked.mock.calls.map(([address]) => address.split('/').at(-1))).toEqual(['remove', 'remove', 'add'])
  expect(asked).toHaveBeenLastCalledWith(expect.anything(), { collection_id: '3', post_id: '7' })
})

test('whoever begins a collection says who can see it', async () => {
  const select = document.querySelector('select')!
  // This document does not know which option is checked.
  vi.spyOn(select, 'querySelector').mockReturnValue([...select.options].find(({ value }) => value === 'draft')!)
  select.dispatchEvent(new Event('change', { bubbles: true }))
  const name = document.querySelector<HTMLInputElement>('form input')!
  name.value = 'Doors'
  name.dispatchEvent(new Event('input', { bubbles: true }))
  flushSync()
  document.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true, bubbles: true }))
  await vi.waitFor(() =>
    expect(asked).toHaveBeenLastCalledWith(expect.anything(), {
      title: 'Doors',
      visibility: 'draft',
      post_ids: ['7'],
    }),
  )
})
