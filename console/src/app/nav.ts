import { Activity, ContactRound, Inbox, Search, Settings, Star } from '@lucide/vue'
import type { Component } from 'vue'

export interface Place {
  name: string
  /** Key of its label. */
  label: string
  icon: Component
  /** Where it leads. */
  to: string
  /** The right it takes to see it; none: everybody. */
  needs?: string
  keys?: string
  end?: boolean
}

/** The rail, from top to bottom. A place appears here once it works. */
export const places: Place[] = [
  { name: 'inbox', label: 'nav.inbox', icon: Inbox, to: '/inbox/mine', needs: 'conversations.read', keys: 'g i' },
  { name: 'contacts', label: 'nav.contacts', icon: ContactRound, to: '/contacts', needs: 'contacts.read', keys: 'g c' },
  { name: 'search', label: 'nav.search', icon: Search, to: '/search', needs: 'conversations.read', keys: '/' },
  { name: 'board', label: 'nav.board', icon: Activity, to: '/board', needs: 'conversations.supervise', keys: 'g b' },
  { name: 'ratings', label: 'nav.ratings', icon: Star, to: '/ratings', needs: 'conversations.supervise' },
  { name: 'settings', label: 'nav.settings', icon: Settings, to: '/settings', keys: 'g s', end: true },
]
