import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import { api, must, type Conversation } from '@/api'

/** What of a conversation lists and live updates may leave out: it is kept until it is told anew. */
const own = ['read_seq', 'unread', 'draft', 'reply_window'] as const

/**
 * The newer of two pictures of a conversation. Live updates carry nothing that
 * is the viewer's own, so that it is kept, and counted on, from what was known.
 */
export function merged(known: Conversation | undefined, seen: Conversation): Conversation {
  if (!known) return seen
  const next: Conversation = seen.rev >= known.rev ? { ...seen } : { ...known }
  for (const key of own) if (seen[key] === undefined) Object.assign(next, { [key]: known[key] })
    else Object.assign(next, { [key]: seen[key] })
  if (seen.customer_read_seq !== undefined || known.customer_read_seq !== undefined) {
    next.customer_read_seq = Math.max(seen.customer_read_seq ?? 0, known.customer_read_seq ?? 0)
  }
  // An answer that was under way while a live update came has counted what is unread up to its own time.
  if (seen.rev < known.rev && seen.unread !== undefined) {
    if ((known.read_seq ?? 0) > (seen.read_seq ?? 0)) Object.assign(next, { read_seq: known.read_seq, unread: known.unread })
    else if (known.last_message?.direction === 'in') next.unread = seen.unread + known.seq - seen.seq
  }
  const arrived = seen.seq - known.seq
  if (seen.unread === undefined && arrived > 0 && seen.last_message?.direction === 'in') next.unread = (known.unread ?? 0) + arrived
  return next
}

/** Every conversation that this page has seen, each once. */
export const useConversations = defineStore('conversations', () => {
  // Shallow: a conversation is replaced as a whole.
  const byId = shallowReactive(new Map<string, Conversation>())
  const asked = new Map<string, Promise<Conversation>>()

  function put(seen: Conversation): Conversation {
    const next = merged(byId.get(seen.id), seen)
    byId.set(seen.id, next)
    return next
  }

  function patch(id: string, change: Partial<Conversation>): void {
    const known = byId.get(id)
    if (known) byId.set(id, { ...known, ...change })
  }

  /** Asks the hub, once for all who ask at the same time. */
  function refresh(id: string): Promise<Conversation> {
    const running = asked.get(id)
    if (running) return running
    const call = must(api.GET('/api/v1/conversations/{id}', { params: { path: { id } } }))
      .then((c) => put(c))
      .finally(() => asked.delete(id))
    asked.set(id, call)
    return call
  }

  return { byId, put, patch, refresh, get: (id: string) => byId.get(id) }
})
