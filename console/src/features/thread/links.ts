export interface Piece {
  text: string
  href?: string
}

const pattern = /\b(?:https?:\/\/|www\.)[^\s<>"'“”‘’（）()【】《》，。；！？、]+/giu

/** Cuts a text at its web addresses. Only http and https become links. */
export function pieces(text: string): Piece[] {
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
