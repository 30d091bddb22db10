import { useI18n } from 'vue-i18n'
import { api, must } from '@/api'
import { useAlerts } from '@/stores/alerts'
import { useDirectory } from '@/stores/directory'
import { useInbox } from '@/stores/inbox'
import { useInboxCounts } from '@/stores/counts'
import { announce } from '@/ui/announce'
import { toast } from '@/ui/toasts'
import { looking } from './looking'
import { router } from './router'

/** Tells somebody that a note names them, wherever on the page they are. */
export function useMentionAlert(): (e: { conversation: string; message: string; by?: string }) => Promise<void> {
  const { t } = useI18n()
  const alerts = useAlerts()
  const directory = useDirectory()
  const inbox = useInbox()
  const counts = useInboxCounts()

  return async (e) => {
    inbox.outdated('mentions')
    counts.changed()
    const name = directory.agentName(e.by) ?? t('thread.colleague')
    const title = t('mention.told', { name })
    const reading = router.currentRoute.value.params.conversation === e.conversation && looking.value
    if (reading) return announce(title)
    const path = { id: e.conversation, message: e.message }
    const text = await must(api.GET('/api/v1/conversations/{id}/messages/{message}', { params: { path } })).then((m) => m.text, () => '')
    alerts.tell('mentions', { conversation: e.conversation, title, text })
    toast(t('mention.told_of', { name, text: text.length > 80 ? `${text.slice(0, 80)}…` : text }), {
      seconds: 12, action: { label: t('mention.open'), run: () => void router.push({ name: 'inbox', params: { view: 'mentions', conversation: e.conversation } }) },
    })
  }
}
