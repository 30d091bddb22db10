// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it } from 'vitest'
import type { Bulk } from '@/api'
import { fakeHub, settled } from '@/testing/hub'
import { useBulk } from './bulk'
import { useInbox } from './inbox'

const filter = { view: 'all', team: 'sales', sort: 'newest' } as const
const done = (more: Partial<Bulk> = {}): Bulk =>
  ({ id: 'b', action: 'complete', state: 'done', total: 2, done: 2, unchanged: 0, failed: 0, undone: 0, kept: 0, undo_until: '2026-01-01T00:10:00Z', ...more })

let calls: ReturnType<typeof fakeHub>
beforeEach(async () => {
  setActivePinia(createPinia())
  let asked = 0
  calls = fakeHub((c) => {
    if (c.path === '/bulk' && c.method === 'POST') return { status: 202, body: done({ state: 'running', done: 0 }) }
    if (c.path === '/bulk/b') return { body: asked++ === 0 ? done() : done({ state: 'undone', undone: 2 }) }
    if (c.path === '/bulk/b/undo') return { status: 202, body: done({ state: 'undoing' }) }
    if (c.path === '/conversations') return { body: { items: ['a', 'b', 'c', 'd'].map((id) => ({ id, rev: 1, seq: 1, tags: [], participants: [], status: 'queued', contact: { id, name: id } })), next: null } }
    return { body: {} }
  })
  useInbox().show(filter)
  await settled()
})

it('chooses one more, a range from the last one, and all but one', () => {
  const bulk = useBulk()
  bulk.toggle('b')
  bulk.range('d')
  expect([...bulk.chosen]).toEqual(['b', 'c', 'd'])
  bulk.range('a')
  expect([...bulk.chosen].sort()).toEqual(['a', 'b', 'c', 'd'])
  bulk.clear()
  bulk.all = true
  expect(bulk.has('not loaded')).toBe(true)
  bulk.toggle('a')
  expect([...bulk.chosen]).toEqual(['b', 'c', 'd'])
})

it('sends ids, or the filter of the view, and chooses none after it', async () => {
  const bulk = useBulk()
  bulk.toggle('a')
  await bulk.run({ action: 'complete' })
  expect(calls.find((c) => c.path === '/bulk')?.body).toEqual({ action: 'complete', ids: ['a'] })
  expect(bulk.choosing).toBe(false)
  expect(bulk.job?.state).toBe('done')
  bulk.all = true
  await bulk.run({ action: 'tag', tag: 'x' })
  expect(calls.filter((c) => c.path === '/bulk').at(-1)?.body).toEqual({ action: 'tag', tag: 'x', filter: { view: 'all', team: 'sales' } })
})

it('is undone within its time; what was read stays read', async () => {
  const bulk = useBulk()
  bulk.toggle('a')
  await bulk.run({ action: 'complete' })
  const [before, after] = [Date.parse('2026-01-01T00:09:59Z'), Date.parse('2026-01-01T00:10:01Z')]
  expect([bulk.undoable(before), bulk.undoable(after)]).toEqual([true, false])
  await bulk.undo()
  expect(bulk.job?.state).toBe('undone')
  expect(bulk.undoable(before)).toBe(false)
  bulk.job = done({ action: 'read' })
  expect(bulk.undoable(before)).toBe(false)
})

it('begins once, however often it is asked for while it begins', async () => {
  const bulk = useBulk()
  bulk.toggle('a')
  expect(await Promise.all([bulk.run({ action: 'complete' }), bulk.run({ action: 'complete' })])).toEqual([true, false])
  expect(calls.filter((c) => c.path === '/bulk')).toHaveLength(1)
  await Promise.all([bulk.undo(), bulk.undo()])
  expect(calls.filter((c) => c.path === '/bulk/b/undo')).toHaveLength(1)
  expect(bulk.problem).toBeUndefined()
})

it('leaves alone what is chosen while it begins', async () => {
  const bulk = useBulk()
  bulk.toggle('a')
  const begun = bulk.run({ action: 'complete' })
  bulk.clear()
  bulk.toggle('c')
  await begun
  expect([...bulk.chosen]).toEqual(['c'])
  await bulk.undo()
  expect([...bulk.chosen]).toEqual(['c'])
})
