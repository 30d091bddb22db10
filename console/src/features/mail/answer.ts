import type { Message } from '@/api'
import { answerSubject, bare, extraOf, type Address } from './mail'

/** What an answer by mail has beside its text and its attachments. */
export interface MailDraft {
  subject?: string
  html?: string
  /** The alias that it is sent from; absent: the account's address. */
  from?: string
  to?: Address[]
  cc?: Address[]
  bcc?: Address[]
  /** The attachments that were put into the text, by blob. */
  inline?: string[]
}

const same = (a: string, b: string) => bare(a).toLowerCase() === bare(b).toLowerCase()

/** Whether an address is this one of ours, also as it reads to agents who see none whole (core.MaskEmail). */
const isOwn = (a: string, own: string) => same(a, own) || same(a, own.replace(/^(?:(.).+|.)(?=@)/u, '$1***'))

function without(list: readonly Address[], gone: readonly string[]): Address[] {
  const out: Address[] = []
  for (const a of list) if (a.address && !gone.some((g) => isOwn(a.address, g)) && !out.some((o) => same(o.address, a.address))) out.push(a)
  return out
}

/** The newest mail that one of the conversation's people has written: no robot's, and no stranger's. */
function answered(messages: readonly Message[]) {
  const m = messages.findLast((x) => x.direction === 'in' && extraOf(x)?.kind === 'mail' && !x.content?.outsider && !x.content?.automatic)
  return m && extraOf(m)
}

/** Who an answer to the newest mail that came goes to, alone or with all who had it; own addresses are left out. */
export function answerTo(messages: readonly Message[], own: readonly string[], all: boolean): Required<Pick<MailDraft, 'to' | 'cc'>> {
  const mail = answered(messages)
  if (!mail) return { to: [], cc: [] }
  const writer = without(mail.reply_to?.length ? mail.reply_to : (mail.from ?? []), own)
  if (!all) return { to: writer, cc: [] }
  const to = without([...writer, ...(mail.to ?? [])], own)
  return { to, cc: without(mail.cc ?? [], [...own, ...to.map((a) => a.address)]) }
}

/** Whether answering all is more than answering the writer. */
export function moreThanOne(messages: readonly Message[], own: readonly string[]): boolean {
  const { to, cc } = answerTo(messages, own, true)
  return to.length + cc.length > answerTo(messages, own, false).to.length
}

/** The subject of an answer: that of the newest mail, or the conversation's. */
export function subjectFor(messages: readonly Message[], conversation: string | undefined): string {
  return answerSubject(messages.findLast((m) => m.content?.subject)?.content?.subject ?? conversation ?? '')
}

/** The own address that the newest mail was written to; the first one where none is named. */
export function sendsFrom(messages: readonly Message[], own: readonly string[]): string {
  const last = messages.findLast((m) => m.direction === 'in' && extraOf(m))
  const extra = last && extraOf(last)
  const named = [extra?.delivered_to ?? '', ...(extra?.to ?? []).map((a) => a.address), ...(extra?.cc ?? []).map((a) => a.address)]
  return named.map((n) => own.find((o) => isOwn(n, o))).find(Boolean) ?? own[0] ?? ''
}

const address = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]+$/

/** Reads a field of addresses: "Name <a@b.c>, d@e.f", with commas or semicolons of any width. */
export function readAddresses(text: string): { list: Address[]; bad: string[] } {
  const list: Address[] = []
  const bad: string[] = []
  for (const piece of text.split(/[,;，；、\n]+(?=(?:[^"]*"[^"]*")*[^"]*$)/)) {
    const item = piece.trim()
    if (!item) continue
    const named = /^(?:"?(.*?)"?\s*)<([^<>]+)>$/.exec(item)
    const found = (named?.[2] ?? item).trim()
    if (!address.test(found)) bad.push(item)
    else if (!list.some((a) => same(a.address, found))) list.push({ address: found, ...(named?.[1] ? { name: named[1] } : {}) })
  }
  return { list, bad }
}

export const writeAddresses = (list: readonly Address[]): string => list.map((a) => (a.name ? `${/[,;，；、]/.test(a.name) ? `"${a.name}"` : a.name} <${a.address}>` : a.address)).join(', ')

/** What the hub is told beside the text. An image that is no attachment any more is left out. */
export function mailBody(d: MailDraft, attachments: readonly { blob: string }[]) {
  const people = (list: readonly Address[] | undefined) => (list?.length ? list.map((a) => ({ external_id: a.address, ...(a.name ? { name: a.name } : {}) })) : undefined)
  const html = d.html && cleanHTML(d.html, new Set(attachments.map((a) => a.blob)))
  return { subject: d.subject || undefined, html: html || undefined, from: d.from || undefined, to: people(d.to), cc: people(d.cc), bcc: people(d.bcc) }
}

/** The attachments of an answer: one that was put into the text and taken out again does not leave. */
export function attached<A extends { blob: string }>(d: MailDraft | undefined, all: readonly A[]): A[] {
  return all.filter((a) => !d?.inline?.includes(a.blob) || !!d.html?.includes(`cid:${a.blob}`))
}

function cleanHTML(html: string, blobs: ReadonlySet<string>): string {
  const doc = new DOMParser().parseFromString(html, 'text/html')
  for (const img of doc.querySelectorAll('img')) if (!blobs.has((img.getAttribute('src') ?? '').replace(/^cid:/, ''))) img.remove()
  return doc.body.innerHTML
}

/** The same in plain text, for readers that show no HTML. */
export function plainOf(html: string): string {
  const doc = new DOMParser().parseFromString(html, 'text/html')
  return blocks(doc.body, '').replace(/\n{3,}/g, '\n\n').trim()
}

function blocks(node: Node, mark: string): string {
  let out = ''
  let n = 0
  for (const child of node.childNodes) {
    const name = child.nodeName
    const inner = () => blocks(child, '')
    if (name === '#text') out += child.textContent ?? ''
    else if (name === 'BR') out += '\n'
    else if (name === 'A') out += linked(child as HTMLAnchorElement, inner())
    else if (name === 'LI') out += `${mark === '1' ? `${++n}.` : '-'} ${inner().trim().replaceAll('\n', '\n   ')}\n`
    else if (name === 'UL' || name === 'OL') out += `${blocks(child, name === 'OL' ? '1' : '-')}\n`
    else if (name === 'BLOCKQUOTE') out += `${inner().trim().split('\n').map((l) => `> ${l}`.trimEnd()).join('\n')}\n\n`
    else if (name === 'P' || name === 'DIV') out += `${inner()}\n\n`
    else out += inner()
  }
  return out
}

function linked(a: HTMLAnchorElement, text: string): string {
  const href = a.getAttribute('href') ?? ''
  return !href || href === text || href === `mailto:${text}` || href.replace(/^https?:\/\//, '') === text ? text : `${text} <${href}>`
}
