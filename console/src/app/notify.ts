import { ref } from 'vue'
import { lookedAt } from './looking'
import { router } from './router'

/** What the system tells of a conversation. */
export interface Told {
  conversation: string
  title: string
  text: string
}

/** Told by the system only while nobody looks at the page, and once per conversation. */
export async function notify({ conversation, title, text }: Told): Promise<void> {
  if (permission.value !== 'granted' || (await lookedAt())) return
  try {
    const told = new Notification(title, { body: text, tag: conversation, icon: '/favicon.svg' })
    told.onclick = () => {
      focus()
      void router.push({ name: 'inbox', params: { view: 'mine', conversation } })
      told.close()
    }
  } catch {
    // Some phones allow it to service workers only.
  }
}

/** What this browser allows; none: it knows no notifications. */
export const permission = ref<NotificationPermission | 'none'>('Notification' in window ? Notification.permission : 'none')

export async function askToNotify(): Promise<void> {
  permission.value = await Notification.requestPermission()
}
