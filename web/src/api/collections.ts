import { get, pathOf } from './client'
import type { Archive, Collection, Post } from './entities'

export type { Collection } from './entities'

export const NINE = 9
export const TEN = 10

/** Pages that are counted, the first by 1: one that is full may have another behind it. */
export const counted =
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

export async function archived(next?: string) {
  const { data, links } = await get<Archive>(next ?? '/api/v1.1/archive/list')
  return { items: data, next: links.next ? pathOf(links.next) : undefined }
}
