import type { Conversation } from '@/api'

/** What a list says of a conversation's last message. */
export function previewOf(c: Pick<Conversation, 'last_message'>, t: (key: string) => string): string {
  const last = c.last_message
  if (!last) return t('inbox.no_message')
  if (last.deleted) return t('inbox.taken_back')
  return last.text || t('inbox.no_text')
}
