import { onMounted, onUnmounted } from 'vue'
import { useI18n } from 'vue-i18n'
import { useAlerts } from '@/stores/alerts'
import { useBulk } from '@/stores/bulk'
import { whyNot } from '@/features/scheduled/words'
import type { AgentEvent } from '@/live/client'
import { useConversations } from '@/stores/conversations'
import { useInboxCounts } from '@/stores/counts'
import { useDirectory } from '@/stores/directory'
import { useDrafts } from '@/stores/drafts'
import { useInbox } from '@/stores/inbox'
import { useLive } from '@/stores/live'
import { useOutbox } from '@/stores/outbox'
import { useSession } from '@/stores/session'
import { useThreads } from '@/stores/thread'
import { toast } from '@/ui/toasts'
import { useAlerting } from './alerting'
import { useMentionAlert } from './mentioned'
import { router } from './router'
import { chime } from './sound'

/** Joins the live connection with what is shown: lists, threads, drafts, the outbox, and telling people. */
export function useSync(): void {
  const live = useLive()
  const inbox = useInbox()
  const threads = useThreads()
  const conversations = useConversations()
  const drafts = useDrafts()
  const outbox = useOutbox()
  const alerts = useAlerts()
  const { t } = useI18n()
  const mentioned = useMentionAlert()
  const bulk = useBulk()
  const alerting = useAlerting()
  const counts = useInboxCounts()
  const directory = useDirectory()
  const session = useSession()

  /** What was to leave by itself has not: who sees to it may be anywhere on the page. */
  function unsent({ conversation, writer, ...why }: Extract<AgentEvent, { type: 'schedule_failed' }>): void {
    if (alerts.settings.mine.sound) void chime('message')
    const name = directory.agentName(writer) ?? t('thread.colleague')
    toast(writer === session.me?.agent ? t('scheduled.alert') : t('scheduled.alert_of', { name, why: whyNot(why, t) }), {
      bad: true, seconds: 20, action: { label: t('scheduled.look'), run: () => void router.push({ name: 'inbox', params: { view: 'all', conversation } }) },
    })
  }

  /** A note names one no more: it was edited, or taken back. */
  function unmentioned(): void {
    inbox.outdated('mentions')
    counts.changed()
  }

  const off = [
    live.onConnected(() => {
      inbox.refetch()
      threads.reconnected()
      drafts.flush()
      outbox.flushAll()
      void alerting.connected()
    }),
    live.onAgent((e) => {
      if (e.type === 'conversation') {
        const before = conversations.get(e.conversation.id)
        inbox.seen(e.conversation)
        alerting.seen(e.conversation, before)
      } else if (e.type === 'bulk') bulk.told(e.id)
      else if (e.type === 'mention') void mentioned(e)
      else if (e.type === 'mention_gone') unmentioned()
      else if (e.type === 'schedule_failed') unsent(e)
      else if (e.type === 'conversation_gone') {
        inbox.gone(e.id)
        alerting.taken(e.id)
      }
      else if (e.type === 'draft' && threads.get(e.conversation)) void drafts.load(e.conversation)
      else if (e.type === 'read') {
        conversations.patch(e.conversation, { read_seq: e.seq, unread: 0 })
        alerting.taken(e.conversation)
      }
    }),
  ]
  onMounted(() => outbox.restore())
  onUnmounted(() => off.forEach((f) => f()))
}
