import type { Event, Message } from '@/api'
import { dayOf } from '@/app/time'
import type { Outgoing } from '@/stores/outbox'
import { tells } from './line'

/** What a thread shows, from top to bottom. */
export type Item =
  | { kind: 'day'; key: string; at: string | number }
  | { kind: 'unread'; key: string }
  | { kind: 'system'; key: string; event: Event }
  | { kind: 'message'; key: string; message: Message; first: boolean; last: boolean }
  | { kind: 'outgoing'; key: string; entry: Outgoing; first: boolean; last: boolean }

/** Events that say something to people; the others only change what is shown already. */
const told = new Set([
  'conversation.assigned', 'conversation.unassigned', 'conversation.transfer_requested', 'conversation.transfer_accepted',
  'conversation.transfer_declined', 'conversation.transfer_expired', 'conversation.bot_started', 'conversation.bot_handoff',
  'conversation.taken_over', 'conversation.snoozed', 'conversation.unsnoozed', 'conversation.reopened', 'conversation.closed',
  'conversation.completed', 'conversation.tagged', 'conversation.untagged', 'conversation.joined', 'conversation.left',
  'conversation.queued', 'conversation.routed', 'conversation.priority_changed', 'conversation.monitored', 'conversation.rated', 'message.schedule_changed', 'sla.warned', 'sla.breached', 'contact.blocked', 'contact.merged',
  'contact.acted', 'contact.updated',
])

// A transfer that was accepted is told by that alone.
const silent = (e: Event, all: Event[], i: number) => e.type === 'conversation.assigned' && all[i - 1]?.type === 'conversation.transfer_accepted'

const groupFor = 5 * 60_000

export const momentOf = (m: Message): string | number => m.received_at ?? m.sent_at ?? 0

/** Whether a message came as a mail: its normalizer says more of it. */
export const mailed = (m: Message): boolean => !!(m.content?.extra as { mail?: unknown } | undefined)?.mail

interface Source {
  messages: readonly Message[]
  events: readonly Event[]
  outgoing: readonly Outgoing[]
  /** The last seq that had been read when the thread was opened. */
  readUpTo: number
  /** The newest seq then. */
  unreadTo: number
}

/** What a system line tells as an event; of one that only holds the place of a message that left, nothing. */
function lineIn(m: Message): Event | 'nothing' | undefined {
  const line = (m.content?.extra as { line?: { code?: string } } | undefined)?.line
  if (m.visibility !== 'system' || !line?.code) return undefined
  if (line.code === 'moved') return 'nothing'
  return { id: m.id, type: `line.${line.code}`, rev: m.rev, actor: m.author, at: String(momentOf(m)), data: { ...line, delivery: m.delivery } }
}

/** Orders by rev, divides by day, and groups what one person said in one go. */
export function itemsOf(s: Source): Item[] {
  const items: Item[] = []
  const from = s.messages[0]?.rev ?? 0
  const events = s.events.filter((e, i) => told.has(e.type) && tells(e) && (e.rev ?? 0) >= from && !silent(e, s.events as Event[], i))
  const arrived = new Set(s.messages.map((m) => m.client_message_id).filter(Boolean))
  let day = ''
  let unread = false
  let e = 0

  const divide = (at: string | number) => {
    const d = dayOf(at)
    if (d === day) return
    day = d
    items.push({ kind: 'day', key: `day-${d}`, at })
  }
  const eventsBefore = (rev: number) => {
    for (let next = events[e]; next && (next.rev ?? 0) < rev; next = events[++e]) {
      divide(next.at)
      items.push({ kind: 'system', key: `event-${next.rev}`, event: next })
    }
  }
  for (const message of s.messages) {
    const line = lineIn(message)
    if (line === 'nothing') continue
    eventsBefore(message.rev)
    divide(momentOf(message))
    if (line) {
      items.push({ kind: 'system', key: message.id, event: line })
      continue
    }
    if (!unread && message.seq > s.readUpTo && message.seq <= s.unreadTo && message.direction === 'in') {
      unread = true
      items.push({ kind: 'unread', key: 'unread' })
    }
    items.push({ kind: 'message', key: message.id, message, first: true, last: true })
  }
  eventsBefore(Infinity)
  for (const entry of s.outgoing) {
    if (arrived.has(entry.id)) continue
    divide(entry.at)
    items.push({ kind: 'outgoing', key: entry.id, entry, first: true, last: true })
  }
  return grouped(items)
}

function voice(item: Item): { who: string; at: number } | undefined {
  if (item.kind === 'message') {
    const m = item.message
    return { who: `${m.direction} ${m.visibility} ${m.author.kind} ${m.author.id ?? ''}`, at: new Date(momentOf(m)).getTime() }
  }
  if (item.kind === 'outgoing') return { who: `out ${item.entry.visibility} agent ${item.entry.agent}`, at: item.entry.at }
  return undefined
}

function grouped(items: Item[]): Item[] {
  for (let i = 1; i < items.length; i++) {
    const before = items[i - 1]!
    const now = items[i]!
    if (!('first' in before) || !('first' in now)) continue
    const a = voice(before)
    const b = voice(now)
    if (!a || !b || a.who !== b.who || b.at - a.at > groupFor) continue
    before.last = false
    now.first = false
  }
  return items
}
