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

/** Where an id goes: by wait the longest first and those who do not wait last, otherwise the newest first. */
export function placeOf(c: Conversation, ids: readonly string[], sort: Sort, get: (id: string) => Conversation | undefined): number {
  if (sort === 'newest') return 0
  if (!c.waiting_since) return ids.length
  const since = c.waiting_since
  let low = 0
  let high = ids.length
  while (low < high) {
    const middle = (low + high) >> 1
    const other = get(ids[middle] ?? '')?.waiting_since
    if (other && other <= since) low = middle + 1
    else high = middle
  }
  return low
}
