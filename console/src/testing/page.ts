import { TooltipProvider } from 'reka-ui'
import { getActivePinia } from 'pinia'
import { vi } from 'vitest'
import { createApp, h, type VNode } from 'vue'
import { i18n } from '@/app/i18n'

/** Waits for what is drawn or asked; long, since the machine may be busy. */
export const until = <T>(holds: () => T) => vi.waitUntil(holds, { timeout: 20_000 })

/** Shows what a place would show, with what all places share. */
export function show(place: () => VNode): HTMLElement {
  const root = document.createElement('div')
  document.body.append(root)
  createApp({ render: () => h(TooltipProvider, null, { default: place }) })
    .use(getActivePinia()!)
    .use(i18n)
    .component('RouterLink', { render: () => null })
    .mount(root)
  return root
}

export function write(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  field.focus()
  field.value = text
  field.setSelectionRange(text.length, text.length)
  field.dispatchEvent(new Event('input'))
}

/** A conversation of the signed-in agent "me". */
export const conversationOf = (id: string, contact: string, name: string, more: object = {}) =>
  ({
    id, account: 'a', contact: { id: contact, name }, status: 'active', handler: 'agent', agent: 'me', priority: 0, tags: [], participants: [], seq: 1, rev: 1,
    unread: 0, read_seq: 1, last_at: '2026-11-01T08:00:00Z', last_message: { id: 'm', seq: 1, direction: 'in', text: 'hi' }, ...more,
  }) as never
