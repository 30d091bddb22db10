import type { Attachment, Message } from '@/api'

/** A person of a mail's header. */
export interface Address {
  name?: string
  address: string
}

/** A stretch of the text that is shown folded; from and to count characters, not UTF-16. */
export interface Fold {
  kind: 'quote' | 'signature'
  from: number
  to: number
}

/** What the hub's normalizer says of a mail that came (content.extra.mail). */
export interface MailExtra {
  kind: 'mail' | 'bounce' | 'auto_reply' | 'list' | 'receipt' | 'complaint'
  from?: Address[]
  to?: Address[]
  cc?: Address[]
  reply_to?: Address[]
  reply_text?: string
  folds?: Fold[]
  automatic?: boolean
  recipient?: string
  diagnostic?: string
  list_id?: string
  priority?: 'high' | 'low'
  delivered_to?: string
  signed?: string
  encrypted?: string
  defects?: string[]
  truncated?: boolean
}

type Content = NonNullable<Message['content']>

/** What came as a mail; undefined: it is none, or it left from here. */
export function extraOf(m: Pick<Message, 'content'>): MailExtra | undefined {
  const extra = m.content?.extra as { mail?: MailExtra } | undefined
  return extra?.mail
}

// The hub's own list, of core/subject.go: threads and subjects are cut alike.
const prefixes = /^(?:\s*(?:re|r|aw|antw|antwort|sv|vs|odp|ynt|rif|res|fwd?|wg|tr|rv|enc|i|回复|答复|回覆|答覆|返信|转发|轉寄|轉發|转|転送)\s*(?:[[(（]\d{1,3}[\])）]|\^\d{1,3})?\s*[:：])+/i

/** A subject without what replies and forwards put before it. */
export const baseSubject = (s: string): string => s.replace(prefixes, '').replace(/\s+/g, ' ').trim()

/** The subject of an answer: "Re: ", once. */
export const answerSubject = (s: string): string => (baseSubject(s) ? `Re: ${baseSubject(s)}` : '')

/** Whether a mail's subject is another than that of the mail before it. */
export function newSubject(messages: readonly Message[], m: Message): boolean {
  const subject = m.content?.subject
  if (!subject) return false
  const at = messages.findIndex((x) => x.id === m.id)
  const before = messages.slice(0, Math.max(0, at)).findLast((x) => x.content?.subject)
  return baseSubject(before?.content?.subject ?? '') !== baseSubject(subject)
}

/** Who wrote a mail and who has it, as they are shown. */
export interface People {
  from: Address[]
  to: Address[]
  cc: Address[]
  bcc: Address[]
}

const refs = (list: Content['to'] | null): Address[] => (list ?? []).map((u) => ({ address: u.external_id, ...(u.name ? { name: u.name } : {}) }))

export function peopleOf(m: Message): People {
  const extra = extraOf(m)
  if (extra) return { from: extra.from ?? [], to: extra.to ?? [], cc: extra.cc ?? [], bcc: [] }
  const c = m.content
  return { from: c?.from ? [{ address: c.from }] : [], to: refs(c?.to), cc: refs(c?.cc), bcc: refs(c?.bcc) }
}

/** An address without what the hub puts into its own, as in support+c.06h0.iujj@x.example: which conversation an answer belongs to. */
export const bare = (address: string): string => address.replace(/[+-][cb]\.[0-9a-v]+\.[0-9a-v]+(?=@)/i, '')

/** How a person of a header is called. */
export const called = (a: Address): string => bare(a.name?.trim() || a.address)

export interface Stretch {
  text: string
  /** Shown on request. */
  folded?: Fold['kind']
}

const blank = (s: string) => s.trim() === ''

/** A text in stretches, some of them folded; folds that only blanks part are one. */
export function stretches(text: string, folds: readonly Fold[] | undefined): Stretch[] {
  const characters = Array.from(text)
  const out: Stretch[] = []
  const put = (from: number, to: number, folded?: Fold['kind']) => {
    const piece = characters.slice(from, to).join('')
    const last = out.at(-1)
    if (last?.folded && (folded || blank(piece))) {
      last.text += piece
      if (folded === 'quote') last.folded = folded
    } else if (piece) out.push({ text: piece, ...(folded ? { folded } : {}) })
  }
  let at = 0
  for (const f of folds ?? []) {
    if (f.from < at || f.to <= f.from || f.from >= characters.length) continue
    put(at, f.from)
    put(f.from, f.to, f.kind)
    at = f.to
  }
  put(at, characters.length)
  // Nothing else to be seen: all of it is shown.
  return out.some((s) => !s.folded && !blank(s.text)) ? out.map((s) => (s.folded ? s : { text: s.text.replace(/^\n+|\s+$/g, '') })) : text ? [{ text }] : []
}

/** What stands before the folded end of a text, and that end; undefined: its end is not folded. */
export function foldedEnd(text: string, folds: readonly Fold[] | undefined): { before: string; end: string } | undefined {
  const all = stretches(text, folds)
  const last = all.at(-1)
  return last?.folded && all.length > 1 ? { before: all.slice(0, -1).map((s) => s.text).join(''), end: last.text } : undefined
}

/** A badge on a mail: what it is, beside what it says. */
export interface Badge {
  key: string
  tone: 'bad' | 'warn' | 'quiet'
  values?: Record<string, string>
}

export function badgesOf(m: Pick<Message, 'content'>): Badge[] {
  const extra = extraOf(m)
  const out: Badge[] = []
  if (!extra) return out
  if (extra.kind !== 'mail') out.push({ key: `kind.${extra.kind}`, tone: extra.kind === 'bounce' || extra.kind === 'complaint' ? 'bad' : 'quiet' })
  if (extra.priority === 'high') out.push({ key: 'important', tone: 'warn' })
  if (extra.encrypted) out.push({ key: 'encrypted', tone: 'warn', values: { by: extra.encrypted.toUpperCase() } })
  if (extra.signed) out.push({ key: 'signed', tone: 'quiet', values: { by: extra.signed.toUpperCase() } })
  return out
}

/** Attachments that the HTML shows in its place are not shown again below. */
export function besides(attachments: readonly Attachment[], inline: ReadonlySet<string>): Attachment[] {
  return attachments.filter((a) => !inline.has(a.id))
}
