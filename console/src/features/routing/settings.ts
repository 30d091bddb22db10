import { api, must } from '@/api'
import type { Queue } from '@/api/routing'

/** The id under which the queue of no team is addressed on these pages. */
export const noTeam = 'none'

const at = (id: string) => ({ params: { path: { id } } })

export const queueOf = (team: string): Promise<Queue> => must(team === noTeam ? api.GET('/api/v1/queue') : api.GET('/api/v1/teams/{id}/queue', at(team)))

export const setQueue = (team: string, body: Queue): Promise<Queue> =>
  must(team === noTeam ? api.PUT('/api/v1/queue', { body }) : api.PUT('/api/v1/teams/{id}/queue', { ...at(team), body }))

export const policies = ['least_load', 'round_robin', 'manual'] as const
