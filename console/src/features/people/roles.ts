import type { Agent, Role } from '@/api'

/** The roles somebody may give: none with a right that he lacks, and owners are made by owners only. */
export function givable(roles: Role[], mine: { role: string; permissions: string[] }): Role[] {
  return roles.filter((r) => r.permissions.every((p) => mine.permissions.includes(p)) && (r.name !== 'owner' || mine.role === 'owner'))
}

/** Why an agent cannot be changed by the one who looks; empty where it can. */
export function locked(agent: Agent, mine: { agent: string; role: string }): '' | 'self' | 'owner' {
  if (agent.id === mine.agent) return 'self'
  if (agent.role === 'owner' && mine.role !== 'owner') return 'owner'
  return ''
}
