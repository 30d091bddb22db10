import { defineStore } from 'pinia'
import { reactive } from 'vue'
import { api, must, Problem, problemOf, type Change, type Event, type Message } from '@/api'
import type { Suggestion } from '@/live/client'
import { useConversations } from './conversations'
import { useLive } from './live'
import { useOutbox } from './outbox'
import { useSession } from './session'
import { apply, emptyTimeline, putMessage, take, type Timeline } from './timeline'

const pageSize = 50
const maxThreads = 40

export interface Thread {
  id: string
  line: Timeline
  state: 'loading' | 'ready' | 'failed' | 'gone'
  problem?: Problem
  earlier: 'idle' | 'loading' | 'failed'
  typing?: { who: 'contact' | 'agent'; name?: string; at: number }
  viewers: { id: string; name: string }[]
  /** What a bot would answer; true as long as nothing public follows. */
  suggestions: Suggestion[]
  online?: boolean
  /** What the agent had read when the thread was opened: where the unread line is. */
  openedAt: number
  /** The newest message then: what comes while one looks is not called unread. */
  openedSeq: number
}

/** The threads that were opened, newest last; one is followed live at a time. */
export const useThreads = defineStore('threads', () => {
  const threads = reactive(new Map<string, Thread>())
  const conversations = useConversations()
  const live = useLive()
  const outbox = useOutbox()
  const session = useSession()
  const filling = new Set<string>()
  /** Of which more was missed while they were being filled. */
  const again = new Set<string>()
  let leave: (() => void) | undefined
  let followed: string | undefined

  outbox.onTaken((message, entry) => {
    const t = threads.get(entry.conversation)
    // The change with its rev follows by itself; the bubble must not wait for it.
    if (t) putMessage(t.line, message, message.rev)
    conversations.patch(entry.conversation, { draft: false })
  })

  live.onEphemeral((e) => {
    const t = threads.get(e.conversation)
    if (!t) return
    if (e.type === 'typing') t.typing = e.on ? { who: e.who, name: e.name, at: Date.now() } : undefined
    if (e.type === 'viewers') t.viewers = e.agents
    if (e.type === 'suggestions') t.suggestions = e.items
    if (e.type === 'presence') t.online = e.visitor === 'online'
  })

  /** Unseen: colleagues are not told that somebody looks. */
  function open(id: string, unseen = false): void {
    const known = threads.get(id)
    if (known) {
      threads.delete(id)
      threads.set(id, known)
      known.openedAt = conversations.get(id)?.read_seq ?? Infinity
      known.openedSeq = conversations.get(id)?.seq ?? 0
      if (known.state === 'failed') void load(known)
    } else {
      const t: Thread = { id, line: emptyTimeline(), state: 'loading', earlier: 'idle', viewers: [], suggestions: [], openedAt: Infinity, openedSeq: 0 }
      threads.set(id, t)
      for (const old of threads.keys()) if (threads.size > maxThreads && old !== id) threads.delete(old)
      void load(threads.get(id)!)
    }
    follow(id, unseen)
  }

  function follow(id: string, unseen: boolean): void {
    leave?.()
    if (unseen && followed) live.tell('viewing', { conversation: null })
    followed = id
    leave = live.follow(id, {
      change: (c) => changed(id, c),
      joined: (rev) => {
        const t = threads.get(id)
        if (t?.state === 'ready' && rev > t.line.rev) void fill(id)
        if (t) void suggested(t)
        if (!unseen) live.tell('viewing', { conversation: id })
      },
      refused: () => {},
    })
  }

  /** What was suggested before one came, or while the connection was lost. */
  async function suggested(t: Thread): Promise<void> {
    try {
      t.suggestions = (await must(api.GET('/api/v1/conversations/{id}/suggestions', { params: { path: { id: t.id } } }))).items
    } catch {
      // Nothing is suggested then.
    }
  }

  function close(): void {
    leave?.()
    leave = undefined
    if (followed) live.tell('viewing', { conversation: null })
    followed = undefined
  }

  async function load(t: Thread): Promise<void> {
    t.state = 'loading'
    t.problem = undefined
    try {
      // Of what was not in a list the end is not known yet.
      const c = conversations.get(t.id) ?? (await conversations.refresh(t.id))
      t.openedAt = c.read_seq ?? c.seq
      t.openedSeq = c.seq
      const rev = c.rev
      const page = await must(api.GET('/api/v1/conversations/{id}/messages', query(t.id, Math.max(0, c.seq - pageSize), 200)))
      page.items.forEach((m) => putMessage(t.line, m, Math.max(rev, m.rev)))
      t.line.rev = rev
      t.state = 'ready'
      void fill(t.id)
      void events(t, page.items[0]?.rev ?? 1, rev)
    } catch (error) {
      fail(t, problemOf(error))
    }
  }

  function fail(t: Thread, problem: Problem): void {
    t.problem = problem
    t.state = problem.status === 404 ? 'gone' : 'failed'
  }

  const query = (id: string, after: number, limit: number) => ({ params: { path: { id }, query: { after, limit } } })

  /** What happened beside the messages between two revs. */
  async function events(t: Thread, from: number, to: number): Promise<void> {
    try {
      for (let after = Math.max(0, from - 1); after < to; ) {
        const page = await must(api.GET('/api/v1/conversations/{id}/changes', query(t.id, after, 200)))
        page.items.forEach((c) => c.rev <= to && take(t.line, c))
        t.line.eventsFrom = Math.min(t.line.eventsFrom, from)
        const last = page.items.at(-1)?.rev
        if (last === undefined || page.next === null) return
        after = last
      }
    } catch {
      // The messages are there; the lines between them come with the next opening.
    }
  }

  function changed(id: string, c: Change): void {
    const t = threads.get(id)
    if (!t || t.state !== 'ready') return
    const done = apply(t.line, c)
    if (done === 'gap') return void fill(id)
    if (done === 'known') return
    // What is pushed shows nobody an address of people outside: who may see them asks for a mail anew.
    const hidden = session.can('contacts.unmask') && JSON.stringify(c.message?.content ?? '').includes('***@')
    const refetch = done.refetch ?? (hidden ? c.message?.id : undefined)
    if (refetch) void message(t, refetch)
    if (c.message?.direction === 'in') t.typing = undefined
    if (c.event?.type.startsWith('conversation.')) concern(id, c.event)
  }

  /** The head of the thread follows its events, if the agent's own stream was not faster. */
  function concern(id: string, e: Event): void {
    const rev = e.rev ?? 0
    // What has left is read by nobody: the hub counts anew.
    if (e.type === 'conversation.messages_moved') return void conversations.refresh(id).catch(() => {})
    setTimeout(() => {
      if ((conversations.get(id)?.rev ?? 0) < rev) void conversations.refresh(id).catch(() => {})
    }, 300)
  }

  /** Fetches what is missing after what is known, until nothing is. */
  async function fill(id: string): Promise<void> {
    const t = threads.get(id)
    if (!t) return
    // The answer under way may have been read before what is missing now was written.
    if (filling.has(id)) return void again.add(id)
    filling.add(id)
    try {
      for (;;) {
        again.delete(id)
        const page = await must(api.GET('/api/v1/conversations/{id}/changes', query(id, t.line.rev, 200)))
        const stale = new Set<string>()
        for (const c of page.items) {
          if (c.rev <= t.line.rev) continue
          t.line.rev = c.rev
          const { refetch } = take(t.line, c)
          if (refetch) stale.add(refetch)
        }
        await Promise.all([...stale].map((m) => message(t, m)))
        if (page.next === null && !again.has(id)) break
      }
    } catch {
      // The next change or connection tries again.
    } finally {
      filling.delete(id)
    }
  }

  /** Asks for one message anew. */
  async function message(t: Thread, id: string): Promise<void> {
    const rev = t.line.rev
    try {
      putMessage(t.line, await must(api.GET('/api/v1/conversations/{id}/messages/{message}', { params: { path: { id: t.id, message: id } } })), rev)
    } catch {
      // It stays as it was known.
    }
  }

  async function earlier(t: Thread): Promise<void> {
    const first = t.line.messages[0]
    if (!first || first.seq <= 1 || t.earlier === 'loading') return
    t.earlier = 'loading'
    try {
      const after = Math.max(0, first.seq - 1 - pageSize)
      const rev = t.line.rev
      const page = await must(api.GET('/api/v1/conversations/{id}/messages', query(t.id, after, first.seq - 1 - after)))
      page.items.forEach((m) => putMessage(t.line, m, rev))
      t.earlier = 'idle'
      void events(t, page.items[0]?.rev ?? 1, first.rev)
    } catch {
      t.earlier = 'failed'
    }
  }

  /** Has a message changed, and keeps the answer. What the stream told while it was awaited is newer, and stays. */
  async function change(id: string, call: () => Promise<Message>): Promise<void> {
    const rev = threads.get(id)?.line.rev ?? 0
    const m = await call()
    const t = threads.get(id)
    if (t) putMessage(t.line, m, Math.max(rev, m.rev))
  }

  return {
    threads, open, close, earlier, change, retry: (id: string) => { const t = threads.get(id); if (t) void load(t) },
    reconnected: () => followed && threads.get(followed)?.state === 'failed' && void load(threads.get(followed)!),
    get: (id: string) => threads.get(id),
    forget: (id: string) => threads.delete(id),
  }
})
