import { expect, it } from 'vitest'
import type { Role } from '@/api'
import { allRights, givableScopes, groupOf } from './rights'

const roles = [
  { name: 'owner', builtin: true, scope: 'all', permissions: ['conversations.read', 'jobs.manage'] },
  { name: 'lead', builtin: false, scope: 'team', permissions: ['conversations.read'] },
] as Role[]

it('sorts each right, and those that are new', () => {
  expect(['conversations.read', 'contacts.merge', 'desk.manage', 'api_keys.manage', 'audit.read', 'weather.make'].map(groupOf)).toEqual([
    'conversations', 'contacts', 'work', 'staff', 'operation', 'operation',
  ])
  expect(allRights(roles)).toEqual(['conversations.read', 'jobs.manage'])
})

it('gives no wider view than the own one', () => {
  expect(givableScopes(roles, 'owner')).toEqual(['own', 'team', 'all'])
  expect(givableScopes(roles, 'lead')).toEqual(['own', 'team'])
  expect(givableScopes(roles, 'unknown')).toEqual(['own'])
})
