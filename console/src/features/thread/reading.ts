import { onScopeDispose, ref, watch } from 'vue'
import { api, must } from '@/api'
import { useConversations } from '@/stores/conversations'
import { useInboxCounts } from '@/stores/counts'

/** Read is what was on the screen of a window that somebody looks at. */
export function useReading(id: () => string, upTo: () => number): void {
  const conversations = useConversations()
  const counts = useInboxCounts()
  const looking = ref(document.hasFocus() && !document.hidden)
  const look = () => (looking.value = document.hasFocus() && !document.hidden)
  const events = ['focus', 'blur', 'visibilitychange'] as const
  for (const e of events) addEventListener(e, look)
  document.addEventListener('visibilitychange', look)
  const told = new Map<string, number>()
  let timer: ReturnType<typeof setTimeout> | undefined

  watch(
    [looking, id, upTo],
    () => {
      clearTimeout(timer)
      const conversation = id()
      const seq = upTo()
      const c = conversations.get(conversation)
      if (!looking.value || !c || seq === 0) return
      if (seq <= Math.max(c.read_seq ?? 0, told.get(conversation) ?? 0) && !c.unread) return
      timer = setTimeout(() => void tell(conversation, seq), 250)
    },
    { immediate: true },
  )

  async function tell(conversation: string, seq: number): Promise<void> {
    told.set(conversation, seq)
    conversations.patch(conversation, { read_seq: seq, unread: 0 })
    try {
      await must(api.PUT('/api/v1/conversations/{id}/read', { params: { path: { id: conversation } }, body: { seq } }))
      counts.changed()
    } catch {
      told.delete(conversation) // said again with the next message
    }
  }

  onScopeDispose(() => {
    clearTimeout(timer)
    for (const e of events) removeEventListener(e, look)
    document.removeEventListener('visibilitychange', look)
  })
}
