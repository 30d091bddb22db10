import { describe, expect, it } from 'vitest'
import type { Change, Message } from '@/api'
import { apply, emptyTimeline, putMessage, take } from './timeline'

const message = (seq: number, rev: number, more: Partial<Message> = {}): Message => ({
  id: `m${seq}`, seq, rev, direction: 'out', visibility: 'public', kind: 'text', text: `text ${seq}`, attachments: [], author: { kind: 'agent' }, ...more,
})
const said = (seq: number, rev: number): Change => ({ rev, type: 'message.created', message: message(seq, rev) })
const delivered = (id: string, rev: number, delivery: Message['delivery']): Change => ({
  rev, type: 'message.delivery_changed', event: { id: `e${rev}`, type: 'message.delivery_changed', rev, message_id: id, actor: { kind: 'system' }, at: '2026-01-01T00:00:00Z', data: { delivery } },
})
const seqs = (t: { messages: Message[] }) => t.messages.map((m) => m.seq)

describe('a timeline', () => {
  it('has each message once and in order, however often and in whatever order it hears of it', () => {
    const t = emptyTimeline()
    const all = [said(1, 1), said(2, 3), said(3, 4), said(4, 7)]
    for (let round = 0; round < 20; round++) {
      for (const c of [...all].sort(() => Math.random() - 0.5)) take(t, c)
    }
    expect(seqs(t)).toEqual([1, 2, 3, 4])
  })

  it('says that something is missing before a change, and takes nothing of it', () => {
    const t = emptyTimeline()
    expect(apply(t, said(1, 1))).toEqual({})
    expect(apply(t, said(3, 4))).toBe('gap')
    expect(seqs(t)).toEqual([1])
    expect(t.rev).toBe(1)
    expect(apply(t, said(1, 1))).toBe('known')
  })

  it('goes on over revisions that say nothing', () => {
    const t = emptyTimeline()
    apply(t, said(1, 1))
    expect(apply(t, { rev: 2, type: '' })).toEqual({})
    expect(apply(t, said(2, 3))).toEqual({})
    expect(seqs(t)).toEqual([1, 2])
  })

  it('follows the delivery, and never back to an older one', () => {
    const t = emptyTimeline()
    apply(t, said(1, 1))
    apply(t, delivered('m1', 2, 'sent'))
    apply(t, delivered('m1', 3, 'read'))
    expect(t.messages[0]?.delivery).toBe('read')
    take(t, delivered('m1', 2, 'sent')) // again, from a page of what was missed
    expect(t.messages[0]?.delivery).toBe('read')
    putMessage(t, message(1, 1, { delivery: 'queued' }), 1) // the answer to the send comes last
    expect(t.messages[0]?.delivery).toBe('read')
  })

  it('asks for a message that changed in a way the event does not tell', () => {
    const t = emptyTimeline()
    apply(t, said(1, 1))
    const edited: Change = { rev: 2, type: 'message.updated', event: { id: 'e2', type: 'message.updated', rev: 2, message_id: 'm1', actor: { kind: 'agent' }, at: '2026-01-01T00:00:00Z' } }
    expect(apply(t, edited)).toEqual({ refetch: 'm1' })
  })

  it('asks for a message that came cut, and shows it whole', () => {
    const t = emptyTimeline()
    expect(apply(t, { ...said(1, 1), partial: true })).toEqual({ refetch: 'm1' })
    putMessage(t, message(1, 1, { text: 'all of it' }), 1)
    expect(t.messages[0]?.text).toBe('all of it')
    expect(apply(t, { ...said(1, 1), partial: true })).toBe('known')
  })

  it('puts a message that comes late where its seq says', () => {
    const t = emptyTimeline()
    for (const seq of [5, 6, 7]) putMessage(t, message(seq, seq + 10), 20)
    for (const seq of [3, 4]) putMessage(t, message(seq, seq + 10), 20)
    expect(seqs(t)).toEqual([3, 4, 5, 6, 7])
  })

  describe('that messages leave', () => {
    const left = (rev: number, messages?: string[]): Change => ({
      rev, type: 'conversation.messages_moved',
      event: { id: `e${rev}`, type: 'conversation.messages_moved', rev, actor: { kind: 'agent' }, at: '2026-01-01T00:00:00Z', data: { to: 'other', count: messages?.length ?? 0, messages } },
    })
    const five = () => {
      const t = emptyTimeline()
      for (let n = 1; n <= 5; n++) apply(t, said(n, n))
      return t
    }
    const ids = (t: { messages: Message[] }) => t.messages.map((m) => m.id)

    it('drops them, leaves the rest where it is, and takes what follows behind it', () => {
      const t = five()
      apply(t, left(6, ['m2', 'm4']))
      expect(ids(t)).toEqual(['m1', 'm3', 'm5'])
      expect(seqs(t)).toEqual([1, 3, 5])
      apply(t, { rev: 7, type: 'message.created', message: message(6, 7, { id: 'line', visibility: 'system' }) })
      expect(ids(t)).toEqual(['m1', 'm3', 'm5', 'line'])
    })

    it('empties one whose messages were kept long enough', () => {
      const t = five()
      const type = 'conversation.messages_expired'
      apply(t, { rev: 6, type, event: { id: 'e6', type, rev: 6, actor: { kind: 'system' }, at: '2026-01-01T00:00:00Z' } })
      expect(ids(t)).toEqual([])
    })

    it('empties one that was merged, whatever was fetched before comes late', () => {
      const t = five()
      apply(t, left(6))
      apply(t, { rev: 7, type: 'message.created', message: message(1, 7, { id: 'line', visibility: 'system' }) })
      putMessage(t, message(3, 3), 5)
      expect(ids(t)).toEqual(['line'])
    })

    it('is nothing new of messages that were fetched since', () => {
      const t = emptyTimeline()
      t.rev = 9
      for (let n = 1; n <= 3; n++) putMessage(t, message(n, n), 9)
      take(t, left(6, ['m7']))
      expect(seqs(t)).toEqual([1, 2, 3])
    })

    it('has them again where they come back, at their new place', () => {
      const t = five()
      apply(t, left(6, ['m2']))
      apply(t, { rev: 7, type: 'message.created', message: message(2, 7, { seq: 5 }) })
      expect(ids(t)).toEqual(['m1', 'm3', 'm4', 'm5', 'm2'])
    })
  })
})
