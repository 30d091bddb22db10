const cjk = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]/u

/** One character of a Chinese name, two initials of others. */
export function initials(name: string): string {
  const words = name.trim().split(/[\s._-]+/u).filter(Boolean)
  const first = words[0]
  if (!first) return '?'
  const head = [...first][0] ?? '?'
  if (cjk.test(head)) return head
  const last = words.length > 1 ? ([...(words[words.length - 1] ?? '')][0] ?? '') : ''
  return (head + (cjk.test(last) ? '' : last)).toUpperCase()
}

/** A hue that belongs to an id for good. */
export function hue(id: string): number {
  let h = 2166136261
  for (let i = 0; i < id.length; i++) h = Math.imul(h ^ id.charCodeAt(i), 16777619)
  return (h >>> 0) % 360
}
