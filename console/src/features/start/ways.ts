import type { Account, Caps, Contact } from '@/api'

/** An address of a contact, and why it cannot be written to first; none: it can. */
export interface Way {
  identity: Contact['identities'][number]
  account?: Account
  obstacle?: 'blocked' | 'gone' | 'paused' | 'no_begin' | 'unreachable'
}

/** The addresses of a contact, those that can be written to first. The hub judges in the end. */
export function waysTo(contact: Contact, account: (id: string) => Account | undefined, caps: (id: string) => Caps | undefined): Way[] {
  const ways = contact.identities.map((identity): Way => {
    const a = account(identity.account)
    const obstacle =
      contact.blocked ? 'blocked'
      : !a ? 'gone'
      : a.status === 'paused' ? 'paused'
      : caps(a.id)?.begin === 'none' ? 'no_begin'
      : !identity.reachable ? 'unreachable'
      : undefined
    return { identity, ...(a ? { account: a } : {}), ...(obstacle ? { obstacle } : {}) }
  })
  return ways.sort((a, b) => Number(!!a.obstacle) - Number(!!b.obstacle))
}
