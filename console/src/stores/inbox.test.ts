// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Conversation, Me } from '@/api'
import { fakeHub, settled } from '@/testing/hub'
import { merged } from './conversations'
import { useInbox } from './inbox'
import { useSession } from './session'

const conversation = (n: number, more: Partial<Conversation> = {}): Conversation => ({
  id: `c${n}`, account: 'a', contact: { id: `p${n}`, name: `Person ${n}` }, status: 'active', handler: 'agent', agent: 'me', priority: 0, tags: [], participants: [],
  seq: 1, rev: 1, unread: 0, read_seq: 1, last_message: { id: 'm', seq: 1, direction: 'in', text: 'hi' }, ...more,
})
const live = (n: number, more: Partial<Conversation> = {}) => {
  const { unread: _u, read_seq: _r, ...c } = conversation(n, more)
  return c as Conversation
}

beforeEach(() => {
  setActivePinia(createPinia())
  useSession().me = { agent: 'me', permissions: [] } as unknown as Me
})

async function opened(pages: Conversation[][]) {
  fakeHub((c) => {
    const at = Number(c.query.get('after') ?? 0)
    return { body: { items: pages[at] ?? [], next: at + 1 < pages.length ? String(at + 1) : null } }
  })
  const inbox = useInbox()
  inbox.show({ view: 'mine', sort: 'newest' })
  await settled()
  await settled()
  return inbox
}

describe('a list', () => {
  it('has no double when pages overlap', async () => {
    const inbox = await opened([[conversation(1), conversation(2)], [conversation(2), conversation(3)]])
    await inbox.more()
    expect(inbox.list?.ids).toEqual(['c1', 'c2', 'c3'])
  })

  it('moves what is written to upwards while nobody points at it', async () => {
    const inbox = await opened([[conversation(1), conversation(2)]])
    inbox.seen(live(2, { seq: 2, rev: 2 }))
    expect(inbox.list?.ids).toEqual(['c2', 'c1'])
  })

  it('holds still under the pointer, counts what moved, and moves it when asked', async () => {
    const inbox = await opened([[conversation(1), conversation(2)]])
    inbox.hold(true)
    inbox.seen(live(2, { seq: 2, rev: 2 }))
    inbox.seen(live(9, { rev: 1 }))
    expect(inbox.list?.ids).toEqual(['c1', 'c2'])
    expect(inbox.fresh).toBe(2)
    inbox.apply()
    expect(inbox.list?.ids).toEqual(['c9', 'c2', 'c1'])
    expect(inbox.fresh).toBe(0)
  })

  it('loses what belongs in it no more', async () => {
    const inbox = await opened([[conversation(1), conversation(2)]])
    inbox.seen(live(1, { rev: 2, status: 'completed' }))
    expect(inbox.list?.ids).toEqual(['c2'])
  })
})

describe('two pictures of a conversation', () => {
  it('count what came in since, and keep what is the viewer’s own', () => {
    const known = conversation(1, { unread: 1, draft: true })
    const next = merged(known, live(1, { seq: 3, rev: 4, last_message: { id: 'm', seq: 3, direction: 'in', text: 'x' } }))
    expect([next.unread, next.draft, next.rev]).toEqual([3, true, 4])
  })

  it('never go back to an older one', () => {
    const known = conversation(1, { rev: 9, status: 'completed' })
    expect(merged(known, live(1, { rev: 5 })).status).toBe('completed')
  })
})
