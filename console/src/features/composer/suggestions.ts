import type { Message } from '@/api'
import type { Suggestion } from '@/live/client'

/** What is suggested to the newest public message; once something follows it, nothing is. */
export function holding(t: { suggestions: readonly Suggestion[]; line: { messages: readonly Pick<Message, 'seq' | 'visibility'>[] } }): Suggestion[] {
  const newest = t.line.messages.findLast((m) => m.visibility === 'public')?.seq ?? 0
  return t.suggestions.filter((s) => s.seq >= newest)
}
