import type { Event } from '@/api'

/** What a line between the messages needs to know of the names behind ids. */
export interface Names {
  agent: (id: string | undefined) => string
  team: (id: string | undefined) => string
  /** Who did it. */
  actor: (e: Event) => string
  /** Why something did not work. */
  why: (error: Failure | undefined) => string
  t: (key: string, values?: Record<string, unknown>, plural?: number) => string
  te: (key: string) => boolean
}

interface Failure {
  code: string
  text: string
}
type Data = Record<string, unknown>
interface Why {
  by: string
  eligible: number
  load: number
  capacity: number
  waited_ms: number
}

const id = (v: unknown) => (typeof v === 'string' ? v : undefined)
const seats = (hundredths: number) => Math.round(hundredths / 10) / 10

/** A span with seconds, since an assignment is often a matter of them. */
export function spoken(ms: number, t: Names['t']): string {
  const s = Math.round(ms / 1000)
  if (s < 60) return t('event.seconds', { n: s }, s)
  if (s < 3600) return t('span.m', { n: Math.round(s / 60) })
  return t(s < 86_400 ? 'span.h' : 'span.d', { n: Math.round(s / (s < 86_400 ? 3600 : 86_400)) })
}

/** The usual levels of priority by name, others by number. */
export const levels: readonly { value: number; name: string }[] = [
  { value: 50, name: 'urgent' }, { value: 10, name: 'high' }, { value: 0, name: 'usual' }, { value: -10, name: 'low' },
]
export function priorityName(n: number, t: Names['t']): string {
  const known = levels.find((l) => l.value === n)
  return known ? t(`priority.${known.name}`) : t('priority.other', { n })
}

/** Whether an event says something to people. */
export function tells(e: Event): boolean {
  const d = (e.data ?? {}) as Data
  switch (e.type) {
    case 'conversation.queued':
      return d.reason === 'queue' || (e.actor.kind === 'agent' && d.team_id !== undefined)
    case 'conversation.routed':
      return Array.isArray(d.rules) && d.rules.length > 0
    case 'message.schedule_changed':
      return d.state === 'failed'
    case 'contact.updated':
      return d.reachable === false
    case 'conversation.completed': // by an agent's merge: its own line tells of it
      return d.disposition !== 'merged' || e.actor.kind !== 'agent'
    default:
      return true
  }
}

function assigned(e: Event, d: Data, n: Names): string {
  const why = d.why as Why | undefined
  if (!why) return e.agent_id && e.actor.id !== e.agent_id ? n.t('event.assigned', { who: n.actor(e), agent: n.agent(e.agent_id) }) : n.t('event.assigned_self', { who: n.actor(e) })
  const values = { agent: n.agent(id(d.agent_id) ?? e.agent_id), load: seats(why.load), capacity: seats(why.capacity), waited: spoken(why.waited_ms, n.t), n: why.eligible }
  if (why.by === 'picked') return n.t('event.assigned_picked', values)
  const by = n.te(`event.by.${why.by}`) ? n.t(`event.by.${why.by}`, values) : why.by
  return n.t('event.assigned_why', { ...values, by }, why.eligible)
}

function unassigned(e: Event, d: Data, n: Names): string {
  const values = { who: n.actor(e), agent: n.agent(id(d.agent_id)), team: n.team(e.team_id) }
  if (d.reason === 'agent_silent') return n.t(values.team ? 'event.silent_team' : 'event.silent', values)
  if (d.reason === 'owner_gone' && values.agent) return n.t(values.team ? 'event.gone_team' : 'event.gone', values)
  return n.t('event.unassigned', values)
}

function requested(e: Event, d: Data, n: Names): string {
  // The event's own agent is who has it until the transfer is accepted.
  const values = { who: n.actor(e), agent: n.agent(id(d.agent_id)), team: n.team(id(d.team_id)) }
  const text = n.t(id(d.agent_id) ? 'event.transfer_requested' : 'event.transfer_requested_team', values)
  return d.note ? n.t('event.with_note', { text, note: String(d.note) }) : text
}

function routed(d: Data, n: Names): string {
  const parts = [n.team(id(d.team_id)), typeof d.priority === 'number' && d.priority !== 0 ? n.t('event.routed_priority', { priority: priorityName(d.priority, n.t) }) : ''].filter(Boolean)
  const count = (d.rules as unknown[]).length
  return parts.length > 0 ? n.t('event.routed', { what: parts.join(n.t('availability.comma')) }) : n.t('event.routed_rules', { n: count }, count)
}

/** What a customer can do without writing. A conversation that begins with one has it as the kind of its first message. */
export const acts: readonly string[] = ['follow', 'scan', 'click', 'view', 'enter']

/** "The customer scanned a code: spring". */
export function actedText(event: string, what: string | undefined, t: Names['t']): string {
  const text = acts.includes(event) ? t(`event.acted.${event}`) : t('event.acted.other', { event })
  return what ? t('event.acted_with', { text, what }) : text
}

/** The dispositions that the hub gives by itself have words of their own. */
const hubEnds: Record<string, string> = { customer_silent: 'completed_silent', merged: 'completed_merged' }

/** The words of an event; none for those that say nothing to people. */
export function lineOf(e: Event, n: Names): string {
  const d = (e.data ?? {}) as Data
  const who = n.actor(e)
  switch (e.type) {
    case 'conversation.assigned':
      return assigned(e, d, n)
    case 'conversation.unassigned':
      return unassigned(e, d, n)
    case 'conversation.transfer_requested':
      return requested(e, d, n)
    case 'conversation.routed':
      return routed(d, n)
    case 'conversation.queued':
      return d.reason === 'queue' ? n.t('event.onward', { from: n.team(id(d.from_team)) || n.t('board.no_team'), team: n.team(e.team_id) }) : n.t('event.queued', { who, team: n.team(id(d.team_id)) })
    case 'conversation.priority_changed':
      return n.t('event.priority_changed', { who, priority: priorityName(Number(d.priority ?? 0), n.t) })
    case 'message.schedule_changed':
      return n.t('event.schedule_failed', { agent: n.agent(id(d.agent_id)), why: n.why(d.error as Failure | undefined) })
    case 'contact.acted':
      return actedText(String(d.event ?? ''), id(d.text), n.t)
    case 'contact.updated':
      return n.t('event.unreachable')
    case 'line.moved_to':
    case 'line.moved_from':
      return n.t(`event.${e.type.slice('line.'.length)}`, { who, n: Number(d.count) }, Number(d.count))
    case 'line.followed_up':
      return n.t(d.delivery === 'failed' ? 'event.followed_up_failed' : 'event.followed_up', { n: Number(d.count) }, Number(d.count))
    case 'line.copy_failed':
      return n.t('event.copy_failed', { address: String(d.address), why: n.why(d.error as Failure | undefined) })
    case 'conversation.rated':
      return d.comment ? n.t('event.rated_with', { n: Number(d.score), comment: String(d.comment) }) : n.t('event.rated', { n: Number(d.score) })
    case 'sla.warned':
    case 'sla.breached':
      return n.te(`sla.${String(d.promise)}`) ? n.t(`event.${e.type.replace('.', '_')}`, { promise: n.t(`sla.${String(d.promise)}`) }) : ''
  }
  const name = e.type.replace('conversation.', '').replace('.', '_')
  const reason = String(d.reason ?? d.end_reason ?? '')
  const disposition = String(d.disposition ?? '')
  const key = name === 'completed' && disposition ? (hubEnds[disposition] ?? 'completed_as') : name === 'closed' && !reason ? 'closed_plain' : name
  if (!n.te(`event.${key}`)) return ''
  return n.t(`event.${key}`, {
    // The event's own agent is who has the conversation, not who comes into the room.
    who, disposition, agent: n.agent(name === 'joined' || name === 'left' ? id(d.agent_id) : e.agent_id), team: n.team(e.team_id), tag: String(d.tag ?? ''),
    reason: n.te(`end.reason.${reason}`) ? n.t(`end.reason.${reason}`) : reason,
  })
}
