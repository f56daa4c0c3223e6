import type { components } from './types'

type Told = components['schemas']

export type Account = Told['Account']
export type OwnAccount = Told['CredentialAccount']
export type Relationship = Told['Relationship']
export type Post = Told['Status']
export type Media = Told['MediaAttachment']
export type Tag = Told['Tag']
export type Notice = Told['Notification']
export type Instance = Told['Instance']
export type Browser = Told['Browser']
export type Suggestion = Told['Suggestion']
export type Context = Told['Context']
export type Found = Told['Search']
export type Tier = Told['Tier']
export type Campaign = Told['Campaign']
export type BegunPurchase = Told['BegunPurchase']
