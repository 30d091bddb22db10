import { describe, expect, it } from 'vitest'
import type { Account, Caps, Contact } from '@/api'
import { waysTo } from './ways'

const identity = (id: string, account: string, reachable = true) => ({ id, account, external_id: id, reachable }) as Contact['identities'][number]
const contact = (identities: Contact['identities'], blocked = false) => ({ identities, blocked }) as Contact
const accounts: Record<string, Account> = { web: { id: 'web', status: 'active' } as Account, sms: { id: 'sms', status: 'active' } as Account, off: { id: 'off', status: 'paused' } as Account }
const caps: Record<string, Caps> = { web: { begin: 'known' } as Caps, sms: { begin: 'none' } as Caps }
const ways = (c: Contact) => waysTo(c, (id) => accounts[id], (id) => caps[id]).map((w) => `${w.identity.id} ${w.obstacle ?? 'ok'}`)

describe('ways to write first', () => {
  it('say why not, those that are open first', () => {
    expect(ways(contact([identity('a', 'sms'), identity('b', 'off'), identity('c', 'nowhere'), identity('d', 'web', false), identity('e', 'web')])))
      .toEqual(['e ok', 'a no_begin', 'b paused', 'c gone', 'd unreachable'])
  })
  it('lead to nobody who is blocked', () => expect(ways(contact([identity('e', 'web')], true))).toEqual(['e blocked']))
})
