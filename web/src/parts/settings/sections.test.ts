import { beforeEach, expect, test } from 'vitest'
import type { Instance } from '../../api/instance'
import { server } from '../../state/server.svelte'
import { staff } from '../../state/staff.svelte'
import { groups } from './sections'

const invites = groups.flatMap(({ sections }) => sections).find(({ name }) => name === 'invites')
const told = (mode: string, invites_by: string) =>
  (server.told = { rossgram: { registrations: { mode, invites_by } } } as unknown as Instance)

beforeEach(() => staff.forget())

test('the staff is offered invitations, and others where the operator wants it', () => {
  told('open', 'staff')
  expect(invites?.may?.()).toBe(false)
  staff.moderates = true
  expect(invites?.may?.()).toBe(true)
  told('closed', 'staff')
  expect(invites?.may?.()).toBe(false)
  staff.forget()
  told('invite', 'everybody')
  expect(invites?.may?.()).toBe(true)
})
