import { computed, onScopeDispose, ref, watch, type Ref } from 'vue'
import { hubClock } from '@/api/clock'
import type { Allowance, Caps, Conversation } from '@/api'
import { useConversations } from '@/stores/conversations'

/** What a platform lets an agent send now. */
export interface ReplyWindow {
  /** closed: nobody opened one, or it is over; shut: the platform closed it before; used_up: all that it allows has been sent. */
  state: 'open' | 'closed' | 'shut' | 'used_up'
  /** How many messages may still be sent; undefined: any number. */
  left?: number
  /** How many there were in all. */
  max?: number
  /** Milliseconds until it closes. */
  ms: number
}

/** The window at a moment of the hub's clock. */
export function windowAt(a: Allowance, now: number): ReplyWindow {
  const ms = Math.max(0, Date.parse(a.until ?? '') - now || 0)
  if (!a.trigger || ms === 0) return { state: 'closed', ms: 0 }
  const counted = a.max ? { left: a.left, max: a.max } : {}
  if (a.shut) return { state: 'shut', ms }
  return { state: a.open ? 'open' : 'used_up', ms, ...counted }
}

/**
 * Follows the reply window of a conversation, of a channel that has any. Every
 * change of the conversation may have opened or spent one: the hub is asked.
 */
export function useReplyWindow(conversation: () => Conversation, rev: () => number | undefined, caps: Ref<Caps | undefined>): Ref<ReplyWindow | undefined> {
  const conversations = useConversations()
  const limited = computed(() => !!caps.value?.windows?.length)
  const now = ref(hubClock.now())
  const window = computed(() => {
    const a = limited.value ? conversation().reply_window : undefined
    return a && windowAt(a, now.value)
  })

  let asking: ReturnType<typeof setTimeout> | undefined
  watch(
    // Another window may be open when this one closes.
    [() => conversation().id, () => Math.max(conversation().rev, rev() ?? 0), limited, () => window.value?.state === 'closed'],
    ([id, , has]) => {
      now.value = hubClock.now()
      clearTimeout(asking)
      if (has) asking = setTimeout(() => void conversations.refresh(id).catch(() => {}), 150)
    },
    { immediate: true },
  )
  const tick = setInterval(() => limited.value && (now.value = hubClock.now()), 1000)
  onScopeDispose(() => {
    clearInterval(tick)
    clearTimeout(asking)
  })
  return window
}
