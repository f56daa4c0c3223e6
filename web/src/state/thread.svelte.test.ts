import { beforeEach, expect, test, vi } from 'vitest'
import * as api from '../api/conversations'
import * as posts from '../api/posts'
import { Thread } from './thread.svelte'

const message = (id: string) => ({ id, filtered: [] }) as unknown as posts.Post
let said: posts.Post[] = []
const read = vi.fn(() => Promise.resolve({} as api.Conversation))

beforeEach(() => {
  said = [message('2'), message('1')]
  read.mockClear()
  vi.spyOn(api, 'messages').mockImplementation(() => () => Promise.resolve({ items: said, next: undefined }))
  vi.spyOn(api, 'read').mockImplementation(read)
  vi.spyOn(api, 'unread').mockResolvedValue({ count: 0 })
})

const settled = () => new Promise((done) => setTimeout(done))

test('what was said is read from the oldest on, and marked as read once', async () => {
  const thread = new Thread('7')
  await settled()
  expect(thread.said.map((one) => one.id)).toEqual(['1', '2'])
  await thread.pages.renew()
  expect(read.mock.calls).toEqual([['7']])
  said = [message('3'), ...said]
  await thread.pages.renew()
  expect(thread.said.map((one) => one.id)).toEqual(['1', '2', '3'])
  expect(read).toHaveBeenCalledTimes(2)
})

test('an answer goes to whom the last message was for, and what is unsent is gone', async () => {
  const reply = vi.spyOn(posts, 'reply').mockResolvedValue(message('3'))
  vi.spyOn(posts, 'remove').mockResolvedValue(message('2'))
  const thread = new Thread('7')
  await settled()
  await thread.say('Yes', 'key')
  expect(reply).toHaveBeenCalledWith('2', 'Yes', 'key')
  await thread.unsend('2')
  expect(thread.said.map((one) => one.id)).toEqual(['1'])
})
