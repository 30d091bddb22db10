import type { Conversation } from '@/api'

export interface Promised {
  name: 'first_reply' | 'next_reply' | 'resolution'
  due: number
  level: 'plain' | 'warn' | 'bad'
}

const names = { first: 'first_reply', next: 'next_reply', resolution: 'resolution' } as const

/** The open promise that is due first; none for what has ended. */
export function promised(c: Pick<Conversation, 'sla' | 'status'>): Promised | undefined {
  if (!c.sla || c.status === 'closed' || c.status === 'completed') return undefined
  let found: Promised | undefined
  for (const key of ['first', 'next', 'resolution'] as const) {
    const p = c.sla[key]
    if (!p?.due || p.met) continue
    const due = Date.parse(p.due)
    if (!found || due < found.due) found = { name: names[key], due, level: p.breached ? 'bad' : p.warned ? 'warn' : 'plain' }
  }
  return found
}
