import { expect, it } from 'vitest'
import type { Agent, Role } from '@/api'
import { givable, locked } from './roles'

const role = (name: string, ...permissions: string[]) => ({ name, scope: 'all', permissions }) as Role
const roles = [role('owner', 'a', 'b'), role('admin', 'a', 'b'), role('agent', 'a')]

it('nobody gives a role with more rights than his own, and only owners make owners', () => {
  const names = (mine: { role: string; permissions: string[] }) => givable(roles, mine).map((r) => r.name)
  expect(names({ role: 'owner', permissions: ['a', 'b'] })).toEqual(['owner', 'admin', 'agent'])
  expect(names({ role: 'admin', permissions: ['a', 'b'] })).toEqual(['admin', 'agent'])
  expect(names({ role: 'agent', permissions: ['a'] })).toEqual(['agent'])
})

it('oneself and owners are out of reach', () => {
  const agent = (id: string, role: string) => ({ id, role }) as Agent
  expect(locked(agent('1', 'agent'), { agent: '1', role: 'owner' })).toBe('self')
  expect(locked(agent('2', 'owner'), { agent: '1', role: 'admin' })).toBe('owner')
  expect(locked(agent('2', 'owner'), { agent: '1', role: 'owner' })).toBe('')
})
