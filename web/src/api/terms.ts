import { get, post } from './client'
import type { AcceptedTerms, InstanceText, Terms, TermsVersion } from './entities'

const path = '/api/v1/instance/terms_of_service'
const ours = '/api/rossgram/v1/terms'

/** The terms that count, or those that begin on a day. */
export const terms = (day?: string) => get<Terms>(day ? `${path}/${day}` : path)
export const versions = () => get<TermsVersion[]>(`${ours}/versions`)
export const policyOf = (day: string) => get<Terms>(`/api/rossgram/v1/privacy/${day}`)
export const policy = () => get<InstanceText>('/api/v1/instance/privacy_policy')
export const accepted = () => get<AcceptedTerms>(ours)
export const accept = (day: string) => post<AcceptedTerms>(ours, { effective_date: day })
