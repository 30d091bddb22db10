import type { Conversation } from '@/api'

const ended = (c: Conversation) => c.status === 'closed' || c.status === 'completed'

/** The conversations into which one can be merged: of the same account, and going on if it does itself. */
export function targetsOf(from: Conversation, all: readonly Conversation[]): Conversation[] {
  return all.filter((c) => c.id !== from.id && c.account === from.account && c.disposition !== 'merged' && (!ended(c) || ended(from)))
}
