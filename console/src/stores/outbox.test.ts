// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Me } from '@/api'
import { fakeHub, type Call } from '@/testing/hub'
import { useOutbox } from './outbox'
import { useSession } from './session'

const entry = (id: string, conversation = 'c1') => ({ id, conversation, visibility: 'public' as const, text: `text ${id}`, attachments: [] })
const ids = (calls: Call[]) => calls.map((c) => (c.body as { client_message_id: string }).client_message_id)
const stored = (call: Call) => ({ status: 201, body: { id: `m-${(call.body as { client_message_id: string }).client_message_id}`, rev: 1, seq: 1 } })

beforeEach(() => {
  localStorage.clear()
  setActivePinia(createPinia())
  vi.useFakeTimers()
})
afterEach(() => vi.useRealTimers())
const signIn = (agent?: string) => (useSession().me = agent ? ({ agent, permissions: [] as string[] } as unknown as Me) : undefined)
const settle = () => vi.advanceTimersByTimeAsync(60_000)

describe('the outbox', () => {
  it('shows what was written at once and forgets it when the hub has it', async () => {
    fakeHub(stored)
    const outbox = useOutbox()
    const taken: string[] = []
    outbox.onTaken((m) => taken.push(m.id))
    outbox.add(entry('a'))
    expect(outbox.of('c1').map((e) => e.id)).toEqual(['a'])
    await settle()
    expect(outbox.entries).toEqual([])
    expect(taken).toEqual(['m-a'])
    expect(Object.keys(localStorage).filter((k) => k.includes('outbox'))).toEqual([])
  })

  it('keeps the order while the network is away, and sends each with the same id', async () => {
    let away = true
    const calls = fakeHub((c) => (away ? 'offline' : stored(c)))
    const outbox = useOutbox()
    for (const id of ['a', 'b', 'c']) outbox.add(entry(id))
    await vi.advanceTimersByTimeAsync(3000)
    expect(outbox.size).toBe(3)
    expect(new Set(ids(calls))).toEqual(new Set(['a'])) // nothing overtakes the first
    away = false
    const before = calls.length
    outbox.flushAll()
    await settle()
    expect(ids(calls.slice(before))).toEqual(['a', 'b', 'c'])
    expect(outbox.size).toBe(0)
  })

  it('goes on after a reload with what had not left', async () => {
    const calls = fakeHub(() => 'offline')
    useOutbox().add(entry('a'))
    useOutbox().add(entry('b'))
    await vi.advanceTimersByTimeAsync(100)
    vi.clearAllTimers() // the page before is gone
    setActivePinia(createPinia())
    const again = fakeHub(stored)
    const outbox = useOutbox()
    outbox.restore()
    await settle()
    expect(ids(again)).toEqual(['a', 'b'])
    expect(calls.length).toBeGreaterThan(0)
  })

  it('keeps what was refused with its reason, and lets the next one go', async () => {
    fakeHub((c) => ((c.body as { client_message_id: string }).client_message_id === 'a' ? { status: 422, body: { code: 'message.too_long', detail: 'Too long.' } } : stored(c)))
    const outbox = useOutbox()
    outbox.add(entry('a'))
    outbox.add(entry('b'))
    await settle()
    expect(outbox.entries.map((e) => [e.id, e.state, e.refusal?.detail])).toEqual([['a', 'refused', 'Too long.']])
  })

  it('sends conversations beside each other: one that waits holds no other', async () => {
    fakeHub((c) => (c.path.includes('c1') ? { status: 503 } : stored(c)))
    const outbox = useOutbox()
    outbox.add(entry('a', 'c1'))
    outbox.add(entry('b', 'c2'))
    await vi.advanceTimersByTimeAsync(500)
    expect(outbox.entries.map((e) => e.id)).toEqual(['a'])
  })

  it('sends nothing for who signs in after somebody else, and keeps it until they are back', async () => {
    const ended = fakeHub(() => ({ status: 401 }))
    signIn('ann')
    const outbox = useOutbox()
    outbox.add(entry('a'))
    outbox.add(entry('b', 'c2'))
    await vi.advanceTimersByTimeAsync(100)
    expect(ended).toHaveLength(2)
    const calls = fakeHub(stored)
    signIn()
    outbox.flushAll()
    signIn('bob')
    outbox.restore()
    outbox.add(entry('x'))
    await settle()
    expect(ids(calls)).toEqual(['x'])
    setActivePinia(createPinia()) // as Ann loads the page anew
    signIn('ann')
    useOutbox().restore()
    await settle()
    expect(ids(calls)).toEqual(['x', 'a', 'b'])
  })
})
