import { expect, it } from 'vitest'
import type { Conversation, Message } from '@/api'
import { daysOf } from './timeline'

const said = (conversation: string, seq: number, at: string) => ({
  conversation: { id: conversation } as Conversation,
  message: { id: `${conversation}${seq}`, seq, received_at: at } as Message,
})

it('makes one line of all channels, the newest first, by days', () => {
  const days = daysOf([
    said('mail', 1, '2026-03-01T09:00:00Z'), said('mail', 2, '2026-03-02T10:00:00Z'),
    said('chat', 1, '2026-03-02T09:00:00Z'), said('chat', 2, '2026-03-02T11:00:00Z'),
  ])
  expect(days.map((d) => d.said.map((s) => s.message.id))).toEqual([['chat2', 'mail2', 'chat1'], ['mail1']])
})

it('keeps the order of a conversation where its clocks disagree', () => {
  const days = daysOf([said('chat', 1, '2026-03-02T11:00:01Z'), said('chat', 2, '2026-03-02T11:00:00Z')])
  expect(days.flatMap((d) => d.said.map((s) => s.message.seq))).toEqual([2, 1])
})
