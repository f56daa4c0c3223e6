// Until the server's document names its answers, these stand for what types.ts will say.

export type Account = {
  id: string
  acct: string
  display_name: string
  locked: boolean
  note: string
  avatar: string
  followers_count: number
  following_count: number
  statuses_count: number
  source?: { note: string; follow_requests_count?: number }
}
export type Rendition = { name: string; url: string; type: string; width: number; height: number }
export type Media = {
  id: string
  url: string | null
  preview_url: string
  description: string | null
  blurhash: string | null
  meta: { original?: { width: number; height: number } }
  rossgram?: { locked: boolean; width?: number; height?: number; renditions?: Rendition[] }
}
export type Price = { amount: number; currency: string; text: string }
export type Post = {
  id: string
  created_at: string
  in_reply_to_id: string | null
  content: string
  account: Account
  visibility: string
  media_attachments: Media[]
  favourited: boolean
  favourites_count: number
  bookmarked: boolean
  pinned?: boolean
  replies_count: number
  reblog: Post | null
  comments_disabled?: boolean
  rossgram: {
    access: string
    locked: boolean
    price: Price | null
    tier: { id: string; name: string } | null
    campaign: { id: string; title: string } | null
    unlock_url: string | null
  }
}
export type Relationship = {
  id: string
  following: boolean
  requested: boolean
  followed_by: boolean
  blocking: boolean
  muting: boolean
}
export type Instance = {
  title: string
  description: string
  registrations: { enabled: boolean }
  contact: { email: string }
  configuration: { statuses: { max_characters: number; max_media_attachments: number } }
  rules: { id: string; text: string }[]
}
export type Tag = { name: string; url: string }
export type Notice = { id: string; type: string; created_at: string; account: Account; status: Post | null }
export type Tier = { id: string; name: string; amount: number; currency: string }
export type Campaign = {
  id: string
  title: string
  state: string
  account: Account | null
  goal: number
  currency: string
  pledged: number
  raised: number
  percent: number
  deadline: string | null
  media_attachments: Media[]
}
