import type { Conversation } from '@/api'
import { router } from './router'

/** Told by the system only while nobody looks at the page, and once per conversation. */
export function notify(c: Conversation, name: string, fallback: string): void {
  if (document.hasFocus() && !document.hidden) return
  if (!('Notification' in window) || Notification.permission !== 'granted') return
  try {
    const told = new Notification(name, { body: c.last_message?.text || fallback, tag: c.id, icon: '/favicon.svg' })
    told.onclick = () => {
      focus()
      void router.push({ name: 'inbox', params: { view: 'mine', conversation: c.id } })
      told.close()
    }
  } catch {
    // Some phones allow it to service workers only.
  }
}

export const canNotify = () => 'Notification' in window && Notification.permission === 'default'
export const askToNotify = () => Notification.requestPermission()
