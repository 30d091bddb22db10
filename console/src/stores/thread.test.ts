// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it } from 'vitest'
import type { Change, Conversation, Me, Message } from '@/api'
import type { ConversationHooks } from '@/live/client'
import { eventually, fakeHub, settled } from '@/testing/hub'
import { useConversations } from './conversations'
import { useLive } from './live'
import { useSession } from './session'
import { useThreads } from './thread'

const message = (n: number) => ({ id: `m${n}`, seq: n, rev: n, direction: 'in', visibility: 'public', kind: 'text', text: `text ${n}`, attachments: [], author: { kind: 'contact' } }) as unknown as Message
const written = (n: number) => ({ rev: n, type: 'message.created', message: message(n) }) as unknown as Change
const conversation = { id: 'c', account: 'a', contact: { id: 'p', name: 'Anna' }, status: 'active', handler: 'agent', priority: 0, tags: [], participants: [], seq: 1, rev: 1, unread: 0, read_seq: 1 } as unknown as Conversation

let hooks: ConversationHooks
beforeEach(() => {
  setActivePinia(createPinia())
  useSession().me = { agent: 'me', permissions: [] } as unknown as Me
  useLive().follow = (_, h) => ((hooks = h), () => {})
  useConversations().put(conversation)
})

/** A thread with one message. What the hub answers of the changes is up to the test: it says what was asked after. */
async function opened(changes: (after: number) => Promise<Change[] | 'offline'>) {
  let ready = false
  const asked: number[] = []
  fakeHub(async (c) => {
    if (c.path.endsWith('/messages')) return { body: { items: [message(1)], next: null } }
    if (!c.path.endsWith('/changes') || !ready) return { body: { items: [], next: null } }
    const after = Number(c.query.get('after'))
    asked.push(after)
    const items = await changes(after)
    return items === 'offline' ? items : { body: { items, next: null } }
  })
  const threads = useThreads()
  threads.open('c')
  await eventually(() => expect(threads.get('c')?.state).toBe('ready'))
  for (let i = 0; i < 5; i++) await settled()
  ready = true
  return { asked, shown: () => threads.get('c')!.line.messages.map((m) => m.seq) }
}

it('shows a message that overtakes the answer to what is missing before it', async () => {
  let release!: () => void
  const held = new Promise<void>((r) => (release = r))
  const { asked, shown } = await opened(async (after) => {
    if (after === 3) return [written(4)]
    await held
    return [written(2), written(3)] // as the hub read them, before the fourth was written
  })
  hooks.joined(3)
  await settled()
  hooks.change(written(4))
  release()
  await eventually(() => expect(shown()).toEqual([1, 2, 3, 4]))
  expect(asked).toEqual([1, 3])
})

it('does not ask again and again without a network for what is missing', async () => {
  let away = true
  const { asked, shown } = await opened(async () => {
    await settled()
    return away ? 'offline' : [written(2), written(3), written(4)]
  })
  hooks.change(written(3))
  hooks.change(written(4))
  for (let i = 0; i < 20; i++) await settled()
  expect(asked).toEqual([1])
  away = false
  hooks.joined(4)
  await eventually(() => expect(shown()).toEqual([1, 2, 3, 4]))
})
