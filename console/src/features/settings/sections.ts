import { CalendarClock, Gauge, ListOrdered, Route } from '@lucide/vue'
import { ArchiveX, KeyRound, MessageSquareQuote, Plug, ScrollText, ShieldCheck, Stethoscope, Tag, TextCursorInput, TriangleAlert, UserRound, Users, UsersRound } from '@lucide/vue'
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
      { name: 'roles', label: 'rights.title', icon: ShieldCheck },
      { name: 'teams', label: 'settings.teams', icon: UsersRound },
      { name: 'canned', label: 'canned.title', icon: MessageSquareQuote, needs: ['conversations.reply'] },
      { name: 'tags', label: 'tags.title', icon: Tag, needs: ['desk.manage'] },
      { name: 'fields', label: 'fields.title', icon: TextCursorInput, needs: ['desk.manage'] },
      { name: 'keys', label: 'settings.keys', icon: KeyRound },
      { name: 'retention', label: 'retention.title', icon: ArchiveX, needs: ['contacts.erase'] },
      { name: 'audit', label: 'audit.title', icon: ScrollText, needs: ['audit.read'] },
      { name: 'failures', label: 'settings.failures', icon: TriangleAlert, needs: ['raws.manage', 'jobs.manage'] },
      { name: 'doctor', label: 'doctor.title', icon: Stethoscope, needs: ['accounts.manage'] },
    ],
  },
  {
    label: 'routing.group',
    items: [
      { name: 'queues', label: 'routing.queues', icon: ListOrdered, needs: ['routing.manage'] },
      { name: 'rules', label: 'routing.rules', icon: Route, needs: ['routing.manage'] },
      { name: 'hours', label: 'routing.hours', icon: CalendarClock, needs: ['routing.manage'] },
      { name: 'seats', label: 'routing.seats', icon: Gauge, needs: ['agents.manage', 'conversations.supervise', 'routing.manage'] },
    ],
  },
]
