import { get, post } from './client'
import type { Link, Seller } from './entities'

export type { Seller } from './entities'

export const seller = () => get<Seller>('/api/rossgram/v1/seller')
/** Where Stripe asks a creator what it needs to know. */
export const onboard = (country: string) => post<Link>('/api/rossgram/v1/seller/onboarding', { country })
export const dashboard = () => post<Link>('/api/rossgram/v1/seller/dashboard')
