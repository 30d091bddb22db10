import { expect, it } from 'vitest'
import type { Conversation } from '@/api'
import { alertsOf, topicOf } from './alerts'

it('keeps what was chosen, and what is usual for the rest', () => {
  const a = alertsOf({ alerts: { mine: { sound: false }, team: { desktop: true }, queue: 'x' } })
  expect(a.mine).toEqual({ sound: false, desktop: true, title: true })
  expect(a.team).toEqual({ sound: false, desktop: true, title: false })
  expect(a.queue).toEqual({ sound: true, desktop: true, title: false })
  expect(alertsOf(undefined).mentions).toEqual({ sound: true, desktop: true, title: true })
})

it('stays silent for who had turned the sound off', () => {
  expect(alertsOf({ sound: false }).mine).toEqual({ sound: false, desktop: true, title: true })
  expect(alertsOf({ sound: false, alerts: { mine: { sound: true } } }).mine.sound).toBe(true)
})

it('knows whom a conversation concerns', () => {
  const me = { agent: 'me', teams: ['a'] }
  const of = (c: Partial<Conversation>) => topicOf({ participants: [], handler: 'none', ...c } as unknown as Conversation, me)
  expect(of({ handler: 'agent', agent: 'me' })).toBe('mine')
  expect(of({ handler: 'agent', agent: 'other', participants: ['me'] })).toBe('mine')
  expect(of({ handler: 'agent', agent: 'other', team: 'a' })).toBe('team')
  expect(of({ handler: 'agent', agent: 'other', team: 'b' })).toBeUndefined()
  expect(of({})).toBe('queue')
  expect(of({ team: 'a' })).toBe('queue')
  expect(of({ team: 'b' })).toBeUndefined()
  expect(of({ handler: 'bot' })).toBeUndefined()
})
