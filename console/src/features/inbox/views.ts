import { AtSign, CircleCheckBig, Clock, Inbox, ListFilter, UserPlus, Users, UserX } from '@lucide/vue'
import type { Component } from 'vue'
import type { Counts, View } from '@/api'

export interface ViewLook {
  view: View
  icon: Component
  /** The number beside it; views without one show none. */
  count?: (c: Counts) => number
  /** Shown even when it is empty: where work comes from. */
  always?: boolean
}

export const views: ViewLook[] = [
  { view: 'mine', icon: Inbox, count: (c) => c.mine, always: true },
  { view: 'queue', icon: Users, count: (c) => c.queue, always: true },
  { view: 'unassigned', icon: UserX, count: (c) => c.unassigned },
  { view: 'mentions', icon: AtSign, count: (c) => c.mentions },
  { view: 'participating', icon: UserPlus, count: (c) => c.participating },
  { view: 'snoozed', icon: Clock, count: (c) => c.snoozed },
  { view: 'all', icon: ListFilter, count: (c) => c.all, always: true },
  { view: 'ended', icon: CircleCheckBig, always: true },
]

export const isView = (name: unknown): name is View => views.some((v) => v.view === name)
