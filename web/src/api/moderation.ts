import { ask, get, list, post, sifted } from './client'
import type { Act, FiledAppeal, FiledReport, Member } from './entities'

export type { Act, FiledAppeal, FiledReport, Member, Said } from './entities'

const report = (id: string, what = '') => `/api/v1/admin/reports/${encodeURIComponent(id)}${what}`
const member = (id: string, what = '') => `/api/v1/admin/accounts/${encodeURIComponent(id)}${what}`

export const openReports = list<FiledReport>('/api/v1/admin/reports')
export const closedReports = list<FiledReport>('/api/v1/admin/reports', { resolved: true })
/** The open reports that a moderator has taken. */
export const takenReports = (moderatorId: string) =>
  sifted(openReports, (one) => one.assigned_account?.id === moderatorId)
export const reportsAbout = (id: string, resolved: boolean) =>
  list<FiledReport>('/api/v1/admin/reports', { target_account_id: id, resolved: resolved || undefined })
export const filedReport = (id: string) => get<FiledReport>(report(id))

export type Handling = 'assign_to_self' | 'unassign' | 'resolve' | 'reopen'
export const handle = (id: string, what: Handling) => post<FiledReport>(report(id, `/${what}`))
export const refile = (id: string, category: FiledReport['category'], rule_ids: string[]) =>
  ask<FiledReport>('PUT', report(id), { body: { category, rule_ids } })

export const stands = ['active', 'pending', 'silenced', 'sensitized', 'disabled', 'suspended'] as const
export type Sought = { status?: string; permissions?: string; username?: string; display_name?: string; email?: string }
export const members = (sought: Sought) => list<Member>('/api/v2/admin/accounts', sought)
export const memberOf = (id: string) => get<Member>(member(id))

export const sanctions = ['sensitive', 'silence', 'disable', 'suspend'] as const
export type Sanction = (typeof sanctions)[number]
export type Deed = Sanction | 'none'
export const act = (id: string, type: Deed, text: string, report_id: string, send_email_notification: boolean) =>
  post(member(id, '/action'), { type, text, report_id, send_email_notification })

/** What takes back what was done, and what says that it was done. */
const taken = {
  sensitive: ['unsensitive', 'sensitized'],
  silence: ['unsilence', 'silenced'],
  disable: ['enable', 'disabled'],
  suspend: ['unsuspend', 'suspended'],
} as const
export const undo = (id: string, sanction: Sanction) => post<Member>(member(id, `/${taken[sanction][0]}`))
export const isUnder = (one: Member, sanction: Sanction) => one[taken[sanction][1]]

/** Lets in whoever waits for it, or refuses and deletes them. */
export const letIn = (id: string, what: 'approve' | 'reject') => post<Member>(member(id, `/${what}`))

export const acts = (accountId = '') => list<Act>('/api/rossgram/v1/moderation/actions', { account_id: accountId })

export const appealStates = ['pending', 'approved', 'rejected'] as const
export const appeals = (state: string) => list<FiledAppeal>('/api/rossgram/v1/moderation/appeals', { state })
const decisions = {
  approve: (id: string) => `/api/rossgram/v1/moderation/appeals/${encodeURIComponent(id)}/approve`,
  reject: (id: string) => `/api/rossgram/v1/moderation/appeals/${encodeURIComponent(id)}/reject`,
}
export const decide = (id: string, how: keyof typeof decisions, text: string) =>
  post<FiledAppeal>(decisions[how](id), { text })
