import { expect, it } from 'vitest'
import type { Conversation } from '@/api'
import { possible, type Possible } from './possible'

const all = ['reply', 'note', 'assign', 'transfer', 'end', 'tag', 'supervise']
const seen = (c: Partial<Conversation>, rights: string[] = all, offered?: boolean) => {
  const can = (r: string) => rights.includes(r.replace('conversations.', ''))
  const p = possible({ participants: [], handler: 'none', ...c } as unknown as Conversation, { agent: 'me', can, offered })
  return (Object.keys(p) as (keyof Possible)[]).filter((k) => p[k]).sort()
}
const mine = { status: 'active', handler: 'agent', agent: 'me' } as const
const theirs = { status: 'active', handler: 'agent', agent: 'other' } as const

it('asks for each step the right that the hub asks for', () => {
  expect(seen(mine, ['transfer'])).toEqual(['transfer'])
  expect(seen(mine, ['end'])).toEqual(['end'])
  expect(seen(mine, ['assign'])).toEqual(['assign', 'prioritize', 'unassign'])
  expect(seen(mine, ['reply'])).toEqual(['merge', 'snooze'])
  expect(seen({ ...mine, status: 'completed' }, all)).toEqual(['merge', 'reopen'])
  expect(seen({ ...mine, handler: 'none', status: 'completed', disposition: 'merged' }, all)).toEqual([])
  expect(seen({ status: 'queued' }, ['assign'])).toEqual(['assign', 'prioritize', 'take'])
  expect(seen({ status: 'queued' }, ['reply', 'end', 'transfer'])).toEqual(['end', 'merge'])
})

it('leaves what a colleague has in hand to those who lead', () => {
  expect(seen(theirs, all.filter((r) => r !== 'supervise'))).toEqual(['join', 'prioritize'])
  expect(seen(theirs)).toEqual(['assign', 'end', 'force', 'join', 'merge', 'monitor', 'prioritize', 'snooze', 'takeOver', 'transfer', 'unassign', 'whisper'])
  expect(seen(theirs, ['supervise'])).toEqual(['monitor'])
  expect(seen({ ...theirs, participants: ['me'] }, ['assign'])).toEqual(['leave', 'prioritize'])
})

it('offers a transfer to those whom it is for', () => {
  const c = { ...theirs, status: 'transferring' } as const
  expect(seen(c, ['reply'], true)).toEqual(['accept', 'decline'])
  expect(seen(c, ['reply'], false)).toEqual([])
  expect(seen({ ...mine, status: 'transferring' }, ['reply'])).toEqual(['merge', 'recall'])
})

it('offers nothing where nothing is known', () => {
  expect(Object.values(possible(undefined, { agent: 'me', can: () => true })).some(Boolean)).toBe(false)
})
