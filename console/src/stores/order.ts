import type { Conversation, View } from '@/api'

export type Sort = 'newest' | 'waiting'

/** Where a list looks. */
export interface Filter {
  view: View
  account?: string
  team?: string
  sort: Sort
}

export const filterKey = (f: Filter): string => [f.view, f.account ?? '', f.team ?? '', f.sort].join('|')

const open = (c: Conversation) => c.status !== 'closed' && c.status !== 'completed'

/** Whether a live update belongs in a list that is shown; the next load asks the hub again. Whose notes name one is known to the hub alone: there, what is inside stays. */
export function belongs(c: Conversation, f: Filter, me: string, inside = false): boolean {
  if (f.account && c.account !== f.account) return false
  if (f.team && c.team !== f.team) return false
  switch (f.view) {
    case 'mine':
      return open(c) && c.status !== 'snoozed' && c.agent === me
    case 'queue':
      return c.status === 'queued'
    case 'unassigned':
      return open(c) && !c.agent
    case 'mentions':
      return inside
    case 'participating':
      return open(c) && c.participants.includes(me)
    case 'snoozed':
      return c.status === 'snoozed'
    case 'ended':
      return !open(c)
    case 'all':
      return open(c)
  }
}

/** Whether one stands above another, as the hub sorts them: by wait the longest first, and those who do not wait behind by the newest. */
function above(a: Conversation, b: Conversation, sort: Sort): boolean {
  const waits = sort === 'waiting'
  if (waits && (a.waiting_since || b.waiting_since)) {
    if (!a.waiting_since || !b.waiting_since) return Boolean(a.waiting_since)
    return a.waiting_since === b.waiting_since ? a.id < b.id : a.waiting_since < b.waiting_since
  }
  if (a.last_at !== b.last_at) return (a.last_at ?? '') > (b.last_at ?? '')
  return waits ? a.id < b.id : a.id > b.id
}

/** Where an id goes. One by one, since what is held under a pointer is out of order. */
export function placeOf(c: Conversation, ids: readonly string[], sort: Sort, get: (id: string) => Conversation | undefined): number {
  const at = ids.findIndex((id) => {
    const other = get(id)
    return other && above(c, other, sort)
  })
  return at < 0 ? ids.length : at
}
