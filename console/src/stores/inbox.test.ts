// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Conversation, Me } from '@/api'
import { eventually, fakeHub, settled } from '@/testing/hub'
import { merged, useConversations } from './conversations'
import { useInbox } from './inbox'
import { useSession } from './session'

const at = (second: number) => `2026-11-01T08:00:${String(second).padStart(2, '0')}.000000Z`
/** The first one is the newest. */
const conversation = (n: number, more: Partial<Conversation> = {}): Conversation => ({
  id: `c${n}`, account: 'a', contact: { id: `p${n}`, name: `Person ${n}` }, status: 'active', handler: 'agent', agent: 'me', priority: 0, tags: [], participants: [],
  seq: 1, rev: 1, unread: 0, read_seq: 1, last_at: at(50 - n), last_message: { id: 'm', seq: 1, direction: 'in', text: 'hi' }, ...more,
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
    inbox.seen(live(2, { seq: 2, rev: 2, last_at: at(55) }))
    expect(inbox.list?.ids).toEqual(['c2', 'c1'])
  })

  it('holds still under the pointer, counts what moved, and moves it when asked', async () => {
    const inbox = await opened([[conversation(1), conversation(2)]])
    inbox.hold(true)
    inbox.seen(live(2, { seq: 2, rev: 2, last_at: at(55) }))
    inbox.seen(live(9, { rev: 1, last_at: at(56) }))
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

describe('a list whose answer is under way', () => {
  /** A hub that answers when it is told to. */
  function slow() {
    const answers: ((items: Conversation[], next?: string) => Promise<unknown>)[] = []
    fakeHub(() => new Promise((resolve) => answers.push((items, next) => {
      resolve({ body: { items, next: next ?? null } })
      return settled().then(settled)
    })))
    const inbox = useInbox()
    inbox.show({ view: 'mine', sort: 'newest' })
    return { inbox, answer: async (n: number, items: Conversation[], next?: string) => {
      await eventually(() => expect(answers.length).toBeGreaterThan(n))
      await answers[n]?.(items, next)
    } }
  }

  it('keeps what came meanwhile, in its place, and counts on', async () => {
    const { inbox, answer } = slow()
    inbox.seen(live(9, { last_at: at(55) }))
    inbox.seen(live(2, { seq: 3, rev: 3, last_at: at(56) }))
    await answer(0, [conversation(1), conversation(2, { unread: 1 }), conversation(3)])
    expect(inbox.list?.ids).toEqual(['c2', 'c9', 'c1', 'c3'])
    expect(useConversations().get('c2')?.unread).toBe(3)
  })

  it('loses again what was taken meanwhile, and moves nothing that only got a tag', async () => {
    const { inbox, answer } = slow()
    await answer(0, [conversation(1)])
    inbox.refetch()
    inbox.gone('c1')
    inbox.seen(live(2, { rev: 2, status: 'completed' }))
    inbox.seen(live(4, { rev: 2, tags: ['t'] }))
    await answer(1, [conversation(1), conversation(2), conversation(3), conversation(4)], 'next')
    expect(inbox.list?.ids).toEqual(['c3', 'c4'])
  })

  it('is not replaced by an answer to an earlier question', async () => {
    const { inbox, answer } = slow()
    inbox.refetch()
    await answer(1, [conversation(1), conversation(2)])
    await answer(0, [conversation(1)])
    expect(inbox.list?.ids).toEqual(['c1', 'c2'])
  })

  it('leaves out of a further page what has come up from it', async () => {
    const { inbox, answer } = slow()
    await answer(0, [conversation(1), conversation(2)], 'next')
    void inbox.more()
    inbox.seen(live(4, { seq: 2, rev: 2, last_at: at(55) }))
    inbox.gone('c3')
    await answer(1, [conversation(3), conversation(4), conversation(5)])
    expect(inbox.list?.ids).toEqual(['c4', 'c1', 'c2', 'c5'])
  })
})

describe('the order of waiting', () => {
  it('has the longest wait first, and behind all waits who was answered last', async () => {
    const waits = (n: number, second: number) => conversation(n, { waiting_since: at(second) })
    fakeHub(() => ({ body: { items: [waits(1, 10), waits(2, 20), conversation(3)], next: null } }))
    const inbox = useInbox()
    inbox.show({ view: 'mine', sort: 'waiting' })
    await settled()
    await settled()
    inbox.seen(live(4, { waiting_since: at(15) }))
    inbox.seen(live(1, { seq: 2, rev: 2, last_at: at(59) }))
    expect(inbox.list?.ids).toEqual(['c4', 'c2', 'c1', 'c3'])
  })
})

describe('two pictures of a conversation', () => {
  it('count what came in since, and keep what is the viewer’s own', () => {
    const known = conversation(1, { unread: 1, draft: true })
    const next = merged(known, live(1, { seq: 3, rev: 4, last_message: { id: 'm', seq: 3, direction: 'in', text: 'x' } }))
    expect([next.unread, next.draft, next.rev]).toEqual([3, true, 4])
  })

  it('keep what was read while an older one was under way', () => {
    const known = conversation(1, { rev: 3, seq: 3, read_seq: 3, unread: 0 })
    const next = merged(known, conversation(1, { rev: 2, seq: 2, read_seq: 1, unread: 1 }))
    expect([next.read_seq, next.unread]).toEqual([3, 0])
  })

  it('never go back to an older one', () => {
    const known = conversation(1, { rev: 9, status: 'completed' })
    expect(merged(known, live(1, { rev: 5 })).status).toBe('completed')
  })
})
