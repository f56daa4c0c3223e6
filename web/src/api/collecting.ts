import { ask, post } from './client'
import { collected, counted, NINE, TEN } from './collections'
import type { Collection, Post, WholeCollection } from './entities'

// What is done to collections of one's own.
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
