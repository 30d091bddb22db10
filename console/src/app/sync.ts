import { onMounted, onUnmounted } from 'vue'
import { useI18n } from 'vue-i18n'
import { contactName } from '@/features/contact/name'
import { useBulk } from '@/stores/bulk'
import { useConversations } from '@/stores/conversations'
import { useDrafts } from '@/stores/drafts'
import { useInbox } from '@/stores/inbox'
import { useLive } from '@/stores/live'
import { useOutbox } from '@/stores/outbox'
import { useSession } from '@/stores/session'
import { useThreads } from '@/stores/thread'
import { announce } from '@/ui/announce'
import { useMentionAlert } from './mentioned'
import { notify } from './notify'
import { chime } from './sound'

/** Joins the live connection with what is shown: lists, threads, drafts, the outbox, and telling people. */
export function useSync(): void {
  const live = useLive()
  const inbox = useInbox()
  const threads = useThreads()
  const conversations = useConversations()
  const drafts = useDrafts()
  const outbox = useOutbox()
  const session = useSession()
  const { t } = useI18n()
  const mentioned = useMentionAlert()
  const bulk = useBulk()

  const off = [
    live.onConnected(() => {
      inbox.refetch()
      threads.reconnected()
      drafts.flush()
      outbox.flushAll()
    }),
    live.onAgent((e) => {
      if (e.type === 'conversation') {
        const before = conversations.get(e.conversation.id)
        inbox.seen(e.conversation)
        const c = e.conversation
        const incoming = c.last_message?.direction === 'in' && c.seq > (before?.seq ?? (c.seq > 1 ? c.seq : 0))
        const concerns = c.agent === session.me?.agent || !c.agent
        if (incoming && concerns) {
          const name = contactName(c.contact, t)
          announce(t('inbox.said', { name, text: c.last_message?.text ?? '' }))
          notify(c, name, t('inbox.new_message'))
          if (session.me?.preferences.sound !== false) chime()
        }
      } else if (e.type === 'bulk') bulk.told(e.id)
      else if (e.type === 'mention') void mentioned(e)
      else if (e.type === 'conversation_gone') inbox.gone(e.id)
      else if (e.type === 'draft' && threads.get(e.conversation)) void drafts.load(e.conversation)
      else if (e.type === 'read') conversations.patch(e.conversation, { read_seq: e.seq, unread: 0 })
    }),
  ]
  onMounted(() => outbox.restore())
  onUnmounted(() => off.forEach((f) => f()))
}
