import { describe, expect, it } from 'vitest'
import type { Conversation } from '@/api'
import { targetsOf } from './targets'

const one = (id: string, more: Partial<Conversation> = {}) => ({ id, account: 'a', status: 'active', ...more }) as Conversation

describe('where a conversation can be merged into', () => {
  const open = one('open')
  const done = one('done', { status: 'completed' })
  const closed = one('closed', { status: 'closed' })
  const elsewhere = one('elsewhere', { account: 'b' })
  const merged = one('merged', { status: 'completed', disposition: 'merged' })
  const all = [open, done, closed, elsewhere, merged, one('queued', { status: 'queued' })]
  const ids = (c: Conversation) => targetsOf(c, all).map((x) => x.id)

  it('is another one of the account that goes on', () => expect(ids(open)).toEqual(['queued']))
  it('may have ended if it has ended itself', () => expect(ids(done)).toEqual(['open', 'closed', 'queued']))
})
