import type { Conversation } from '@/api'

/** What has no words of its own is named by the hub in front: [image], or [scan] and the scene. */
const marked = /^\[(image|voice|audio|video|file|sticker|follow|scan|click|view|enter)\] ?([\s\S]*)$/

/** What a list says of a conversation's last message. */
export function previewOf(c: Pick<Conversation, 'last_message'>, t: (key: string, values: Record<string, unknown>) => string): string {
  const last = c.last_message
  if (!last) return t('inbox.no_message', {})
  if (last.deleted) return t('inbox.taken_back', {})
  const [, kind, text] = marked.exec(last.text) ?? []
  if (kind) return t('inbox.mark', { kind: t(`kind.${kind}`, {}), text }).trimEnd()
  return last.text || t('inbox.no_text', {})
}
