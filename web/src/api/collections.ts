import { ask, get, pathOf, post } from './client'
import type { Archive, Collection, Post, WholeCollection } from './entities'

export type { Collection } from './entities'

const NINE = 9
const TEN = 10

/** Pages that are counted, the first by 1: one that is full may have another behind it. */
const counted =
  <T>(path: string, size: number) =>
  async (next?: string) => {
    const number = Number(next ?? 1)
    const items = await get<T[]>(path, { page: number })
    return { items, next: items.length === size ? String(number + 1) : undefined }
  }

export const collections = (account: string) =>
  counted<Collection>(`/api/v1.1/collections/accounts/${encodeURIComponent(account)}`, NINE)
export const collection = (id: string) => get<Collection>(`/api/v1.1/collections/view/${encodeURIComponent(id)}`)
export const collected = (id: string) => counted<Post>(`/api/v1.1/collections/items/${encodeURIComponent(id)}`, TEN)

export type Seen = Collection['visibility']
export type Changed = { title: string; description: string; visibility: Seen }

export const make = (title: string, visibility: Seen, id: string) =>
  post<Collection>('/api/rossgram/v1/collections', { title, visibility, post_ids: [id] })
export const change = (id: string, changed: Changed) =>
  ask<Collection>('PUT', `/api/rossgram/v1/collections/${encodeURIComponent(id)}`, { body: changed })
export const remove = (id: string) => ask<unknown>('DELETE', `/api/v1.1/collections/delete/${encodeURIComponent(id)}`)
export const putIn = (collection: string, id: string) =>
  post<unknown>('/api/v1.1/collections/add', { collection_id: collection, post_id: id })
export const takeOut = (collection: string, id: string) =>
  post<unknown>('/api/v1.1/collections/remove', { collection_id: collection, post_id: id })

const own = counted<WholeCollection>('/api/v1.1/collections/self', NINE)

/** All of one's own collections, each with whether a post is in it. */
export async function ownWith(id: string) {
  const all: WholeCollection[] = []
  for (let next: string | undefined = '1'; next;) {
    const page: { items: WholeCollection[]; next?: string } = await own(next)
    all.push(...page.items)
    next = page.next
  }
  return Promise.all(all.map(async (one) => ({ ...one, has: await holds(one, id) })))
}

/** The server sends the first posts of a collection with it; the others are asked for. */
async function holds({ id, items }: WholeCollection, post: string) {
  const ask = collected(id)
  let page: { items: Post[]; next?: string } = { items, next: items.length === TEN ? '2' : undefined }
  while (page.next && !page.items.some((one) => one.id === post)) page = await ask(page.next)
  return page.items.some((one) => one.id === post)
}

export async function archived(next?: string) {
  const { data, links } = await get<Archive>(next ?? '/api/v1.1/archive/list')
  return { items: data, next: links.next ? pathOf(links.next) : undefined }
}
