import type { Conversation } from '@/api'

/** What alerts are about. */
export const topics = ['mine', 'team', 'mentions', 'queue'] as const
/** How somebody is told. */
export const ways = ['sound', 'desktop', 'title'] as const
export type Topic = (typeof topics)[number]
export type Way = (typeof ways)[number]
export type Alerts = Record<Topic, Record<Way, boolean>>

const usual: Alerts = {
  mine: { sound: true, desktop: true, title: true },
  team: { sound: false, desktop: false, title: false },
  mentions: { sound: true, desktop: true, title: true },
  queue: { sound: true, desktop: true, title: false },
}

/** What an agent has chosen, over what is usual. Who had turned the sound off before there was a choice has none. */
export function alertsOf(p: { sound?: unknown; alerts?: unknown } | undefined): Alerts {
  const chosen = (typeof p?.alerts === 'object' && p.alerts !== null ? p.alerts : {}) as Partial<Record<Topic, Partial<Record<Way, unknown>>>>
  const of = (topic: Topic, way: Way) => {
    const value = chosen[topic]?.[way]
    if (typeof value === 'boolean') return value
    return usual[topic][way] && !(way === 'sound' && p?.sound === false)
  }
  const row = (topic: Topic) => Object.fromEntries(ways.map((way) => [way, of(topic, way)]))
  return Object.fromEntries(topics.map((topic) => [topic, row(topic)])) as Alerts
}

/** Which topic a conversation is of, for somebody. What a bot answers, and other teams', is none. */
export function topicOf(c: Conversation, me: { agent: string; teams: readonly string[] }): Topic | undefined {
  if (c.agent === me.agent || c.participants.includes(me.agent)) return 'mine'
  const near = c.team !== undefined && me.teams.includes(c.team)
  if (c.handler === 'none') return near || !c.team ? 'queue' : undefined
  return c.handler === 'agent' && near ? 'team' : undefined
}
