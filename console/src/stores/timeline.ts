import { markRaw } from 'vue'
import type { Change, Event, Message } from '@/api'

/** What a thread knows, merged by rev: each message and event once, in order. */
export interface Timeline {
  /** By seq, which is also by rev: both rise under the conversation's lock. */
  messages: Message[]
  events: Event[]
  /** Every change up to here is in. */
  rev: number
  /** Up to which rev each message's picture is known to be true. */
  seen: Map<string, number>
  /** Where the events begin that were loaded. */
  eventsFrom: number
}

export const emptyTimeline = (): Timeline => ({ messages: [], events: [], rev: 0, seen: new Map(), eventsFrom: Infinity })

/** Puts a picture of a message in, unless a newer one is known. It was true at rev. */
export function putMessage(t: Timeline, m: Message, rev: number): void {
  if ((t.seen.get(m.id) ?? -1) > rev) return
  const elsewhere = t.seen.has(m.id) ? t.messages.findIndex((x) => x.id === m.id && x.seq !== m.seq) : -1
  if (elsewhere >= 0) t.messages.splice(elsewhere, 1)
  t.seen.set(m.id, Math.max(rev, m.rev))
  let at = t.messages.length
  while (at > 0 && (t.messages[at - 1]?.seq ?? 0) > m.seq) at--
  // Raw: a message is replaced as a whole.
  if (t.messages[at - 1]?.id === m.id) t.messages[at - 1] = markRaw(m)
  else t.messages.splice(at, 0, markRaw(m))
}

export function putEvent(t: Timeline, e: Event): void {
  const rev = e.rev ?? 0
  let at = t.events.length
  while (at > 0 && (t.events[at - 1]?.rev ?? 0) > rev) at--
  if (t.events[at - 1]?.rev === rev) return
  t.events.splice(at, 0, markRaw(e))
}

/**
 * Applies one change of the stream. It answers "gap" when changes before it are
 * missing: they have to be fetched first. The ids it answers with are messages
 * that changed in a way the event does not tell, or that came cut.
 */
export function apply(t: Timeline, c: Change): 'gap' | 'known' | { refetch?: string } {
  if (c.rev <= t.rev) return 'known'
  if (c.rev > t.rev + 1) return 'gap'
  t.rev = c.rev
  return take(t, c)
}

/** Takes a change's content, wherever in the order it stands. */
export function take(t: Timeline, c: Change): { refetch?: string } {
  if (c.message) {
    putMessage(t, c.message, c.rev)
    return c.partial ? { refetch: c.message.id } : {}
  }
  if (!c.event) return {}
  const e: Event = { ...c.event, rev: c.event.rev ?? c.rev }
  putEvent(t, e)
  const moved = e.type === 'conversation.messages_moved' ? (e.data as Moved) : undefined
  if (moved?.to || e.type === 'conversation.messages_expired') leave(t, moved?.messages, c.rev)
  if (!e.message_id) return {}
  const at = t.messages.findIndex((m) => m.id === e.message_id)
  const known = t.messages[at]
  if (!known || (t.seen.get(known.id) ?? 0) >= c.rev) return {}
  if (e.type !== 'message.delivery_changed') return { refetch: known.id }
  const data = e.data as { delivery?: Message['delivery']; error?: Message['error'] } | undefined
  t.messages[at] = markRaw({ ...known, delivery: data?.delivery ?? known.delivery, error: data?.error })
  t.seen.set(known.id, c.rev)
  return {}
}

/** What the event of a split or a merge says; without messages, all have left. */
interface Moved {
  to?: string
  messages?: string[]
}

/** Drops what has left for another conversation, or was kept long enough: all, if not said otherwise. What stays keeps its place. */
function leave(t: Timeline, messages: string[] | undefined, rev: number): void {
  const left = new Set(messages ?? t.messages.map((m) => m.id))
  t.messages = t.messages.filter((m) => !left.has(m.id) || (t.seen.get(m.id) ?? 0) >= rev)
  for (const id of left) t.seen.set(id, Math.max(rev, t.seen.get(id) ?? 0))
}
