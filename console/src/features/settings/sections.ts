import { KeyRound, Plug, TriangleAlert, UserRound, Users, UsersRound } from '@lucide/vue'
import type { Component } from 'vue'

export interface Section {
  name: string
  label: string
  icon: Component
  /** One of these rights is enough to see it; none: everybody. */
  needs?: string[]
}

export const sections: { label: string; items: Section[] }[] = [
  { label: 'settings.own', items: [{ name: 'profile', label: 'settings.profile', icon: UserRound }] },
  {
    label: 'settings.hub',
    items: [
      { name: 'accounts', label: 'settings.accounts', icon: Plug },
      { name: 'people', label: 'settings.people', icon: Users },
      { name: 'teams', label: 'settings.teams', icon: UsersRound },
      { name: 'keys', label: 'settings.keys', icon: KeyRound },
      { name: 'failures', label: 'settings.failures', icon: TriangleAlert, needs: ['raws.manage', 'jobs.manage'] },
    ],
  },
]
