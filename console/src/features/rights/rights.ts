import type { Role } from '@/api'

/** The rights, by what they are about, in the hub's order. A new one of the hub stands under the last. */
export const groups: { name: string; begins: string[] }[] = [
  { name: 'conversations', begins: ['conversations.'] },
  { name: 'contacts', begins: ['contacts.'] },
  { name: 'work', begins: ['accounts.', 'routing.', 'desk.'] },
  { name: 'staff', begins: ['agents.', 'teams.', 'roles.', 'api_keys.'] },
  { name: 'operation', begins: [] },
]

export const groupOf = (right: string): string => groups.find((g) => g.begins.some((b) => right.startsWith(b)))?.name ?? 'operation'

/** All rights that somebody here has: those of owners. */
export const allRights = (roles: readonly Role[]): string[] => roles.find((r) => r.name === 'owner')?.permissions ?? [...new Set(roles.flatMap((r) => r.permissions))]

export const scopes = ['own', 'team', 'all'] as const

/** The scopes that somebody may give: none wider than the own one. */
export function givableScopes(roles: readonly Role[], mine: string): Role['scope'][] {
  const own = roles.find((r) => r.name === mine)?.scope ?? 'own'
  return scopes.slice(0, scopes.indexOf(own) + 1)
}
