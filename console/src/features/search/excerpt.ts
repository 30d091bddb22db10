export interface Part {
  text: string
  hit: boolean
}

/** The text around the first word found, with the words marked. */
export function excerpt(text: string, words: readonly string[], around = 60): Part[] {
  const lower = text.toLowerCase()
  const wanted = words.map((w) => w.toLowerCase()).filter(Boolean)
  const first = Math.min(...wanted.map((w) => lower.indexOf(w)).filter((i) => i >= 0), Infinity)
  const start = first === Infinity ? 0 : Math.max(0, first - around)
  const shown = (start > 0 ? '…' : '') + text.slice(start, start + 260)
  const parts: Part[] = []
  let at = 0
  const low = shown.toLowerCase()
  while (at < shown.length) {
    let found = -1
    let length = 0
    for (const w of wanted) {
      const i = low.indexOf(w, at)
      if (i >= 0 && (found < 0 || i < found || (i === found && w.length > length))) [found, length] = [i, w.length]
    }
    if (found < 0) break
    if (found > at) parts.push({ text: shown.slice(at, found), hit: false })
    parts.push({ text: shown.slice(found, found + length), hit: true })
    at = found + length
  }
  if (at < shown.length) parts.push({ text: shown.slice(at), hit: false })
  return parts
}
