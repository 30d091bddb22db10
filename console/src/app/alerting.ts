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
  /** The transfers that were told. */
  const told = new Set<string>()
  /** Until when each one rings. */
  const rings = new Map<string, (now: Conversation) => boolean>()

  const me = () => session.me?.agent ?? ''
  const open = (id: string) => route.params.conversation === id && route.query.monitor !== '1'
  watch([() => route.params.conversation, looking], () => looking.value && typeof route.params.conversation === 'string' && open(route.params.conversation) && taken(route.params.conversation))
  onScopeDispose(() => alerts.hush())

  /** What was given or offered while the connection was lost is told too; what was taken up or away does not ring on. */
  async function connected(): Promise<void> {
    try {
      const moving = await must(api.GET('/api/v1/conversations', { params: { query: { view: 'all', status: 'transferring', sort: 'newest', limit: 100 } } }))
      for (const c of moving.items) offered(conversations.put(c))
      const { items } = await must(api.GET('/api/v1/conversations', { params: { query: { view: 'mine', sort: 'newest', limit: 100 } } }))
      const before = held
      held = new Set(items.map((c) => c.id))
      for (const c of items) {
        const now = conversations.put(c)
        if (before && !before.has(c.id)) given(now)
      }
      const there = new Map([...moving.items, ...items].map((c) => [c.id, c]))
      for (const [id, still] of rings) {
        const now = there.get(id)
        if (!now || !still(now)) taken(id)
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
    offered(now)
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

  /** Each transfer is told once, live or when the connection is there. */
  function offered(c: Conversation): void {
    const mine = c.offered?.agent ? c.offered.agent === me() : !!c.offered?.team && !!session.me?.teams.includes(c.offered.team)
    if (!mine || !c.transfer || c.agent === me() || told.has(c.transfer)) return
    told.add(c.transfer)
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
