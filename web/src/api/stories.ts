import { ask, get, post, turned } from './client'
import type { Carousel, OwnReel, Post, StoryViewers } from './entities'

export type { AnsweredStory, Reel, Story } from './entities'
export type StoryAudience = 'followers' | 'close_friends'

/** One's own stories, and those of whom one follows, unseen first. */
export const carousel = () => get<Carousel>('/api/v1.1/stories/carousel')
/** A story that stands, by itself. */
export const one = (id: string) => get<OwnReel>(`/api/rossgram/v1/stories/${id}`)
export const see = (id: string) => post<object>('/api/v1.1/stories/seen', { id })
export const put = (media_id: string, audience: StoryAudience) =>
  post<object>('/api/v1.1/stories/publish', { media_id, audience })
export const takeDown = (id: string) => post<object>(`/api/v1.1/stories/self-expire/${id}`)
export const like = (id: string) => post<object>(`/api/rossgram/v1/stories/${id}/favourite`)
export const unlike = (id: string) => post<object>(`/api/rossgram/v1/stories/${id}/unfavourite`)
export const viewers = (id: string) => turned<StoryViewers>(`/api/rossgram/v1/stories/${id}/viewers`)
/** An answer is a message to the story's author; sent twice under one key, it is sent once. */
export const answer = (id: string, text: string, key: string) =>
  ask<Post>('POST', '/api/rossgram/v1/conversations', {
    body: { story_id: id, status: text },
    headers: { 'Idempotency-Key': key },
  })
