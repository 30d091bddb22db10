import type { Conversation, Message } from '@/api'
import { dayOf } from '@/app/time'
import { momentOf } from '../thread/items'

/** One thing that was said, with where. */
export interface Said {
  message: Message
  conversation: Conversation
}

export interface Day {
  key: string
  at: string | number
  said: Said[]
}

/** Within a conversation the hub's order stands, whatever the clocks said: no message is earlier than the one before it. */
function timed(said: readonly Said[]): { said: Said; at: number }[] {
  const latest = new Map<string, number>()
  return [...said].sort((a, b) => a.message.seq - b.message.seq).map((s) => {
    const at = Math.max(latest.get(s.conversation.id) ?? 0, new Date(momentOf(s.message)).getTime())
    latest.set(s.conversation.id, at)
    return { said: s, at }
  })
}

/** What was said on all channels as one line, the newest first, by days. */
export function daysOf(said: readonly Said[]): Day[] {
  const days: Day[] = []
  for (const { said: s, at } of timed(said).sort((a, b) => b.at - a.at || b.said.message.seq - a.said.message.seq)) {
    const key = dayOf(at)
    if (days.at(-1)?.key !== key) days.push({ key, at, said: [] })
    days.at(-1)!.said.push(s)
  }
  return days
}
