/** A payload to be read as text: JSON is indented, forms have one field a line, anything else stays as it is. Never markup. */
export function pretty(body: string): { text: string; kind: 'json' | 'form' | 'text' } {
  const text = body.trim()
  if (/^[[{]/.test(text)) {
    try {
      return { text: JSON.stringify(JSON.parse(text), null, 2), kind: 'json' }
    } catch {
      // Cut or not JSON: as it is.
    }
  }
  if (/^[\w.~%+-]+=[^\s<>{}]*$/.test(text) && text.includes('=')) {
    const fields = [...new URLSearchParams(text)].map(([k, v]) => `${k} = ${v}`)
    return { text: fields.join('\n'), kind: 'form' }
  }
  return { text: body, kind: 'text' }
}

/** Milliseconds of a duration in microseconds, short. */
export function milliseconds(us: number): string {
  return us < 10_000 ? (us / 1000).toFixed(1) : String(Math.round(us / 1000))
}
