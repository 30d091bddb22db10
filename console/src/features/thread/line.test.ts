import { describe, expect, it } from 'vitest'
import type { Event } from '@/api'
import { lineOf, priorityName, spoken, tells, type Names } from './line'

// Keys and their values stand for the texts.
const t: Names['t'] = (key, values) => `${key}${values && Object.keys(values).length ? ' ' + JSON.stringify(values) : ''}`
const names: Names = { agent: (id) => id ?? '?', team: (id) => id ?? '', actor: (e) => e.actor.kind, why: (e) => e?.code ?? '?', t, te: () => true }
const event = (type: string, data: unknown, more: Partial<Event> = {}) => ({ id: 'e', type, actor: { kind: 'system' }, at: '', data, ...more }) as Event

describe('a line between the messages', () => {
  it('says why an agent got a conversation', () => {
    const why = { by: 'least_load', eligible: 3, load: 200, capacity: 800, waited_ms: 12_300 }
    const text = lineOf(event('conversation.assigned', { agent_id: 'li', reason: 'least_load', why }), names)
    expect(text).toContain('event.assigned_why')
    for (const part of ['"li"', '\\"load\\":2', '\\"capacity\\":8', '\\"n\\":12', '"n":3']) expect(text).toContain(part)
    expect(lineOf(event('conversation.assigned', { why: { ...why, by: 'picked' } }, { agent_id: 'li' }), names)).toContain('event.assigned_picked')
  })

  it('names whom a transfer is for, not who has it until then', () => {
    const e = event('conversation.transfer_requested', { agent_id: 'zhou', note: '退款' }, { agent_id: 'li', actor: { kind: 'agent', id: 'li' } })
    expect(lineOf(e, names)).toMatch(/with_note.*transfer_requested .*zhou.*退款/)
    expect(lineOf(event('conversation.transfer_requested', { team_id: 'sales' }), names)).toMatch(/transfer_requested_team .*sales/)
  })

  it('names who comes into the room, not who has the conversation', () => {
    expect(lineOf(event('conversation.joined', { agent_id: 'zhou' }, { agent_id: 'li' }), names)).toMatch(/joined .*"agent":"zhou"/)
    expect(lineOf(event('conversation.taken_over', null, { agent_id: 'li' }), names)).toMatch(/taken_over .*"agent":"li"/)
  })

  it('says what the customer did without writing, and that they have left', () => {
    expect(lineOf(event('contact.acted', { event: 'scan', text: 'spring' }), names)).toMatch(/acted_with .*acted\.scan.*spring/)
    expect(lineOf(event('contact.acted', { event: 'follow' }), names)).toBe('event.acted.follow')
    expect(lineOf(event('contact.acted', { event: 'pic_weixin' }), names)).toContain('"event":"pic_weixin"')
    expect(tells(event('contact.updated', { reachable: false }))).toBe(true)
    expect(tells(event('contact.updated', { reachable: true }))).toBe(false)
    expect(tells(event('contact.updated', {}))).toBe(false)
  })

  it('tells a silent agent from a hand that gave it back', () => {
    expect(lineOf(event('conversation.unassigned', { reason: 'agent_silent', agent_id: 'li' }, { team_id: 'sales' }), names)).toMatch(/silent_team .*li.*sales/)
    expect(lineOf(event('conversation.unassigned', { reason: 'owner_gone', agent_id: 'li' }, { team_id: 'sales' }), names)).toMatch(/gone_team .*li.*sales/)
    expect(lineOf(event('conversation.unassigned', null), names)).toContain('event.unassigned')
  })

  it('tells of a scheduled message only that it did not leave, whose it was and why', () => {
    const failed = event('message.schedule_changed', { state: 'failed', agent_id: 'li', error: { code: 'scheduled.writer_gone', text: '' } })
    expect(tells(failed)).toBe(true)
    expect(tells(event('message.schedule_changed', { state: 'sent', agent_id: 'li' }))).toBe(false)
    expect(lineOf(failed, names)).toMatch(/schedule_failed .*"li".*scheduled.writer_gone/)
  })
  it('tells of a queue only where somebody or a rule moved it', () => {
    expect(tells(event('conversation.queued', null))).toBe(false)
    expect(tells(event('conversation.queued', { reason: 'queue', from_team: 'a' }))).toBe(true)
    expect(tells(event('conversation.routed', { rules: null }))).toBe(false)
    expect(tells(event('conversation.routed', { rules: ['r'] }))).toBe(true)
    expect(lineOf(event('conversation.queued', { reason: 'queue', from_team: 'a' }, { team_id: 'b' }), names)).toMatch(/onward .*"a".*"b"/)
  })

  it('has names for priorities and for promises', () => {
    expect(priorityName(10, t)).toBe('priority.high')
    expect(priorityName(7, t)).toBe('priority.other {"n":7}')
    expect(lineOf(event('sla.breached', { promise: 'first_reply' }), names)).toMatch(/sla_breached .*sla.first_reply/)
  })

  it('counts in the unit that fits', () => {
    expect([spoken(400, t), spoken(90_000, t), spoken(7_200_000, t)].map((x) => x.split(' ')[0])).toEqual(['event.seconds', 'span.m', 'span.h'])
  })
})
