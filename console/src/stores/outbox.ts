import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { api, must, problemOf, type Entity, type Message, type Upload } from '@/api'
import type { operations } from '@/api/schema'
import { keep, keptJSON, keptNames } from '@/app/keep'
import { useSession } from './session'

type Body = operations['post-message']['requestBody']['content']['application/json']

/** An answer on its way to the hub. Its id is the client_message_id: sent twice, it is stored once. */
export interface Outgoing {
  id: string
  agent: string
  conversation: string
  visibility: 'public' | 'note'
  text: string
  attachments: (Upload & { kind?: 'image' | 'voice' | 'audio' | 'video' | 'file' | 'sticker' })[]
  replyTo?: string
  /** Of an answer by mail: its HTML, its subject and who gets it. */
  mail?: Pick<Body, 'html' | 'subject' | 'from' | 'to' | 'cc' | 'bcc'>
  /** Colleagues whom a note names. */
  entities?: Entity[]
  at: number
  state: 'waiting' | 'sending' | 'refused'
  refusal?: { code: string; detail: string }
}

/** An id for a message that is given to the hub; plain http has no randomUUID. */
export const newClientId = (): string => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`

const prefix = 'outbox.'
const delays = [1000, 2000, 5000, 10_000, 20_000]

/** What was written and is not with the hub yet. It survives a reload, and leaves in the order it was written. */
export const useOutbox = defineStore('outbox', () => {
  const entries = ref<Outgoing[]>([])
  const session = useSession()
  const size = computed(() => entries.value.filter((e) => e.state !== 'refused').length)
  const me = () => session.me?.agent ?? ''
  const busy = new Set<string>() // conversations under way
  const failures = new Map<string, number>()
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  let taken: (message: Message, entry: Outgoing) => void = () => {}

  /** Reads what an earlier load of the page left behind. */
  function restore(): void {
    const found: Outgoing[] = []
    for (const name of keptNames().filter((n) => n.startsWith(prefix))) {
      const entry = keptJSON<Outgoing>(name)
      if (!entry || entry.agent !== me() || entries.value.some((e) => e.id === entry.id)) continue
      found.push({ ...entry, state: entry.state === 'refused' ? 'refused' : 'waiting' })
    }
    entries.value = [...entries.value, ...found].sort((a, b) => a.at - b.at)
    flushAll()
  }

  function add(entry: Omit<Outgoing, 'agent' | 'at' | 'state'>): void {
    const last = entries.value.at(-1)?.at ?? 0
    const whole: Outgoing = { ...entry, agent: me(), at: Math.max(Date.now(), last + 1), state: 'waiting' }
    entries.value = [...entries.value, whole]
    keep(prefix + whole.id, JSON.stringify(whole))
    void flush(whole.conversation)
  }

  /** Sends what waits in one conversation, one after the other. */
  async function flush(conversation: string): Promise<void> {
    if (busy.has(conversation)) return
    busy.add(conversation)
    clearTimeout(timers.get(conversation))
    try {
      for (let next = first(conversation); next; next = first(conversation)) {
        if (!(await send(next))) break
      }
    } finally {
      busy.delete(conversation)
    }
  }

  /** Of who is signed in: what somebody else wrote waits until they are back. */
  const first = (conversation: string) => entries.value.find((e) => e.conversation === conversation && e.state === 'waiting' && e.agent === me())

  /** Reports whether what follows may go on. */
  async function send(entry: Outgoing): Promise<boolean> {
    put({ ...entry, state: 'sending' })
    try {
      const message = await must(
        api.POST('/api/v1/conversations/{id}/messages', {
          params: { path: { id: entry.conversation } },
          body: {
            client_message_id: entry.id,
            text: entry.text,
            visibility: entry.visibility,
            attachments: entry.attachments.map((a) => ({ blob: a.blob, name: a.name, ...(a.kind ? { kind: a.kind } : {}) })),
            ...(entry.replyTo ? { reply_to: entry.replyTo } : {}),
            ...entry.mail,
            ...(entry.entities ? { entities: entry.entities } : {}),
          },
        }),
      )
      failures.delete(entry.conversation)
      taken(message, entry)
      remove(entry.id)
      return true
    } catch (error) {
      const problem = problemOf(error)
      // Signed out is no verdict on the message: it leaves after signing in again.
      if (!problem.temporary && problem.status !== 401) {
        put({ ...entry, state: 'refused', refusal: { code: problem.code, detail: problem.detail } })
        return true
      }
      put({ ...entry, state: 'waiting' })
      if (problem.status !== 401) later(entry.conversation, problem.retryAfter)
      return false
    }
  }

  function later(conversation: string, seconds?: number): void {
    const n = failures.get(conversation) ?? 0
    failures.set(conversation, n + 1)
    const delay = seconds ? seconds * 1000 : (delays[Math.min(n, delays.length - 1)] ?? 20_000)
    timers.set(conversation, setTimeout(() => void flush(conversation), delay))
  }

  function flushAll(): void {
    for (const conversation of new Set(entries.value.map((e) => e.conversation))) void flush(conversation)
  }

  function retry(id: string): void {
    const entry = entries.value.find((e) => e.id === id)
    if (!entry) return
    put({ ...entry, state: 'waiting', refusal: undefined })
    void flush(entry.conversation)
  }

  function put(entry: Outgoing): void {
    entries.value = entries.value.map((e) => (e.id === entry.id ? entry : e))
    keep(prefix + entry.id, JSON.stringify(entry))
  }

  function remove(id: string): void {
    entries.value = entries.value.filter((e) => e.id !== id)
    keep(prefix + id, undefined)
  }

  const of = (conversation: string) => entries.value.filter((e) => e.conversation === conversation)

  return { entries, size, restore, add, flush, flushAll, retry, remove, of, onTaken: (f: typeof taken) => (taken = f) }
})
