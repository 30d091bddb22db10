import { useI18n } from 'vue-i18n'
import { api, must } from '@/api'
import { useConversations } from '@/stores/conversations'
import { useDirectory } from '@/stores/directory'
import { useInbox } from '@/stores/inbox'
import { useInboxCounts } from '@/stores/counts'
import { useSession } from '@/stores/session'
import { announce } from '@/ui/announce'
import { toast } from '@/ui/toasts'
import { notify } from './notify'
import { router } from './router'
import { chime } from './sound'

/** Tells somebody that a note names them, wherever on the page they are. */
export function useMentionAlert(): (e: { conversation: string; message: string; by?: string }) => Promise<void> {
  const { t } = useI18n()
  const conversations = useConversations()
  const directory = useDirectory()
  const inbox = useInbox()
  const counts = useInboxCounts()
  const session = useSession()

  return async (e) => {
    inbox.outdated('mentions')
    counts.changed()
    const name = directory.agentName(e.by) ?? t('thread.colleague')
    const title = t('mention.told', { name })
    const looking = router.currentRoute.value.params.conversation === e.conversation && document.hasFocus()
    if (session.me?.preferences.sound !== false) chime()
    if (looking) return announce(title)
    const path = { id: e.conversation, message: e.message }
    const text = await must(api.GET('/api/v1/conversations/{id}/messages/{message}', { params: { path } })).then((m) => m.text, () => '')
    const c = conversations.get(e.conversation) ?? (await conversations.refresh(e.conversation).catch(() => undefined))
    if (c) notify({ ...c, last_message: undefined }, title, text)
    toast(t('mention.told_of', { name, text: text.length > 80 ? `${text.slice(0, 80)}…` : text }), {
      seconds: 12, action: { label: t('mention.open'), run: () => void router.push({ name: 'inbox', params: { view: 'mentions', conversation: e.conversation } }) },
    })
  }
}
