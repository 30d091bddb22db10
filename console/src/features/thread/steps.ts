import { computed, ref, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { api, must, problemOf, type Conversation, type Step } from '@/api'
import { problemText } from '@/app/problems'
import { useConversations } from '@/stores/conversations'
import { useInbox } from '@/stores/inbox'
import { useSession } from '@/stores/session'
import { toast } from '@/ui/toasts'

/** What can be done with a conversation as it stands; the hub has the last word. */
export function useSteps(conversation: Ref<Conversation | undefined>) {
  const { t } = useI18n()
  const session = useSession()
  const inbox = useInbox()
  const conversations = useConversations()
  const busy = ref(false)

  const can = computed(() => {
    const c = conversation.value
    const none = { take: false, takeOver: false, transfer: false, assign: false, unassign: false, accept: false, decline: false, snooze: false, wake: false, end: false, reopen: false }
    if (!c || !session.can('conversations.assign')) return none
    const mine = c.agent === session.me?.agent
    const ended = c.status === 'closed' || c.status === 'completed'
    return {
      take: c.status === 'queued',
      takeOver: c.status === 'bot' || (c.status === 'active' && !mine),
      transfer: c.status === 'active',
      assign: c.status === 'queued' || c.status === 'bot',
      unassign: c.status === 'active' || c.status === 'snoozed',
      accept: c.status === 'transferring' && !mine,
      decline: c.status === 'transferring',
      snooze: c.status === 'active',
      wake: c.status === 'snoozed',
      end: !ended,
      reopen: ended,
    }
  })

  async function step(body: Step, done?: string): Promise<boolean> {
    const c = conversation.value
    if (!c || busy.value) return false
    busy.value = true
    try {
      inbox.seen(await must(api.POST('/api/v1/conversations/{id}/steps', { params: { path: { id: c.id } }, body })))
      if (done) toast(done)
      return true
    } catch (error) {
      toast(problemText(t, problemOf(error)), { bad: true })
      void conversations.refresh(c.id).catch(() => {})
      return false
    } finally {
      busy.value = false
    }
  }

  return { can, step, busy }
}
