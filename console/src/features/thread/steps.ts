import { computed, ref, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { api, must, problemOf, type Conversation, type Step } from '@/api'
import { problemText } from '@/app/problems'
import { useConversations } from '@/stores/conversations'
import { useInbox } from '@/stores/inbox'
import { useSession } from '@/stores/session'
import { toast } from '@/ui/toasts'
import { possible } from './possible'

/** What can be done with a conversation as it stands; the hub has the last word. */
export function useSteps(conversation: Ref<Conversation | undefined>) {
  const { t } = useI18n()
  const session = useSession()
  const inbox = useInbox()
  const conversations = useConversations()
  const busy = ref(false)

  /** Whether the transfer under way is offered to who looks. */
  const offered = computed(() => {
    const to = conversation.value?.offered
    return !!to && (to.agent ? to.agent === session.me?.agent : !!to.team && !!session.me?.teams.includes(to.team))
  })

  const can = computed(() => possible(conversation.value, { agent: session.me?.agent ?? '', can: session.can, offered: offered.value }))

  /** Comes into the room beside who has it, or leaves it. */
  async function join(on: boolean): Promise<boolean> {
    const me = session.me?.agent
    const c = conversation.value
    if (!c || !me || busy.value) return false
    return attempt(c.id, async () => {
      const path = { params: { path: { id: c.id, agent: me } } }
      await must(on ? api.PUT('/api/v1/conversations/{id}/participants/{agent}', path) : api.DELETE('/api/v1/conversations/{id}/participants/{agent}', path))
      await conversations.refresh(c.id).catch(() => {}) // who left may see it no more
    })
  }

  async function step(body: Step, done?: string): Promise<boolean> {
    const c = conversation.value
    if (!c || busy.value) return false
    return attempt(c.id, async () => {
      inbox.seen(await must(api.POST('/api/v1/conversations/{id}/steps', { params: { path: { id: c.id } }, body })))
      if (done) toast(done)
    })
  }

  async function attempt(id: string, work: () => Promise<void>): Promise<boolean> {
    busy.value = true
    try {
      await work()
      return true
    } catch (error) {
      toast(problemText(t, problemOf(error)), { bad: true })
      void conversations.refresh(id).catch(() => {})
      return false
    } finally {
      busy.value = false
    }
  }

  return { can, step, join, busy }
}
