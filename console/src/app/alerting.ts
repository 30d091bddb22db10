import { onScopeDispose, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute, useRouter } from 'vue-router'
import { api, must, type Conversation } from '@/api'
import { contactName } from '@/features/contact/name'
import { useAlerts } from '@/stores/alerts'
import { useConversations } from '@/stores/conversations'
import { useSession } from '@/stores/session'
import { announce } from '@/ui/announce'
import { toast } from '@/ui/toasts'
import { topicOf } from './alerts'
import { looking } from './looking'

const ended = (c: Conversation) => c.status === 'closed' || c.status === 'completed'

/** Whether what has changed is that the customer said something. Of what was not known, the hub's times tell. */
function said(now: Conversation, before: Conversation | undefined): boolean {
  if (now.last_message?.direction !== 'in') return false
  if (before) return now.last_message.seq > before.seq
  return Math.abs(Date.parse(now.updated_at ?? '') - Date.parse(now.last_at ?? '')) < 1000
}

/** Tells somebody of messages, of what is given to them, and of what is offered. */
export function useAlerting() {
  const { t } = useI18n()
  const route = useRoute()
  const router = useRouter()
  const alerts = useAlerts()
  const conversations = useConversations()
  const session = useSession()
  /** What one has in hand, so that what is given anew is known; undefined: not asked yet. */
  let held: Set<string> | undefined
  /** Until when each one rings. */
  const rings = new Map<string, (now: Conversation) => boolean>()

  const me = () => session.me?.agent ?? ''
  const open = (id: string) => route.params.conversation === id && route.query.monitor !== '1'
  watch([() => route.params.conversation, looking], () => looking.value && typeof route.params.conversation === 'string' && open(route.params.conversation) && taken(route.params.conversation))
  onScopeDispose(() => alerts.hush())

  /** What was given while the connection was lost is told too. */
  async function connected(): Promise<void> {
    try {
      const { items } = await must(api.GET('/api/v1/conversations', { params: { query: { view: 'mine', sort: 'newest', limit: 100 } } }))
      const before = held
      held = new Set(items.map((c) => c.id))
      for (const c of items) {
        const now = conversations.put(c)
        if (before && !before.has(c.id)) given(now)
      }
    } catch {
      // The next connection asks again.
    }
  }

  function seen(now: Conversation, before: Conversation | undefined): void {
    if (rings.get(now.id)?.(now) === false) taken(now.id)
    if (now.agent !== me() || ended(now)) held?.delete(now.id)
    else if (held && !held.has(now.id)) {
      held.add(now.id)
      given(now)
    }
    if (now.status === 'transferring' && now.transfer !== before?.transfer && now.agent !== me()) void offered(now, before?.rev ?? now.rev - 5)
    const topic = said(now, before) && session.me ? topicOf(now, session.me) : undefined
    if (!topic) return
    const name = contactName(now.contact, t)
    if (topic !== 'team') announce(t('inbox.said', { name, text: now.last_message?.text ?? '' }))
    alerts.tell(topic, { conversation: now.id, title: name, text: now.last_message?.text || t('inbox.new_message') })
  }

  function given(c: Conversation): void {
    if (c.status !== 'active' || (open(c.id) && looking.value)) return
    rings.set(c.id, (now) => now.agent === me() && now.status === 'active' && !(now.seq > c.seq && now.last_message?.direction === 'out'))
    const title = t('alerts.given', { name: contactName(c.contact, t) })
    announce(title)
    alerts.ring({ conversation: c.id, title, text: c.last_message?.text ?? '' })
  }

  /** A transfer says only in its event whom it is for. */
  async function offered(c: Conversation, after: number): Promise<void> {
    const path = { path: { id: c.id }, query: { after: Math.max(0, after), limit: 50 } }
    const changes = await must(api.GET('/api/v1/conversations/{id}/changes', { params: path })).then((p) => p.items, () => [])
    const data = changes.findLast((x) => x.event?.type === 'conversation.transfer_requested')?.event?.data as { transfer_id?: string; agent_id?: string; team_id?: string } | undefined
    const mine = data?.agent_id ? data.agent_id === me() : !!data?.team_id && !!session.me?.teams.includes(data.team_id)
    const now = conversations.get(c.id)
    if (!mine || data?.transfer_id !== c.transfer || now?.transfer !== c.transfer) return
    const title = t('alerts.offered', { name: contactName(c.contact, t) })
    announce(title)
    if (!open(c.id)) toast(title, { seconds: 20, action: { label: t('mention.open'), run: () => void router.push({ name: 'inbox', params: { view: 'all', conversation: c.id } }) } })
    rings.set(c.id, (x) => x.status === 'transferring' && x.transfer === c.transfer)
    alerts.ring({ conversation: c.id, title, text: c.last_message?.text ?? '' })
  }

  /** Taken up, here or in another window, or gone: no more ringing. */
  function taken(id: string): void {
    rings.delete(id)
    alerts.hush(id)
  }

  return { connected, seen, taken }
}
