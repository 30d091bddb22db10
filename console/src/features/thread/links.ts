import type { Entity } from '@/api'

export interface Piece {
  text: string
  href?: string
  /** The colleague whom it names. */
  mention?: string
}

const pattern = /\b(?:https?:\/\/|www\.)[^\s<>"'“”‘’（）()【】《》，。；！？、]+/giu

/** Cuts a text at the colleagues whom it names, and at its web addresses. */
export function pieces(text: string, entities: readonly Entity[] = []): Piece[] {
  const out: Piece[] = []
  let last = 0
  for (const e of entities) {
    if (e.type !== 'mention' || !e.ref || e.offset < last) continue
    out.push(...linked(text.slice(last, e.offset)), { text: text.slice(e.offset, e.offset + e.length), mention: e.ref })
    last = e.offset + e.length
  }
  return [...out, ...linked(text.slice(last))]
}

/** Only http and https become links. */
function linked(text: string): Piece[] {
  const out: Piece[] = []
  let last = 0
  for (const found of text.matchAll(pattern)) {
    const raw = found[0].replace(/[.,;:!?]+$/, '')
    let href: string
    try {
      href = new URL(raw.startsWith('www.') ? `https://${raw}` : raw).href
    } catch {
      continue
    }
    if (found.index > last) out.push({ text: text.slice(last, found.index) })
    out.push({ text: raw, href })
    last = found.index + raw.length
  }
  if (last < text.length) out.push({ text: text.slice(last) })
  return out
}
