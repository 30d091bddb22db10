import type { Caps } from '@/api'

/** A sentence about a channel: a key of the texts below accounts.cap, with its values. */
export interface Sentence {
  key: string
  values?: Record<string, unknown>
  good: boolean
}

const day = 86_400e9
const hour = 3_600e9

/** Nanoseconds in their largest whole unit. */
export function duration(ns: number): { n: number; unit: 'days' | 'hours' | 'minutes' | 'seconds' } {
  if (ns >= 2 * day) return { n: Math.round(ns / day), unit: 'days' }
  if (ns >= hour) return { n: Math.round(ns / hour), unit: 'hours' }
  if (ns >= 60e9) return { n: Math.round(ns / 60e9), unit: 'minutes' }
  return { n: Math.max(1, Math.round(ns / 1e9)), unit: 'seconds' }
}

const kinds = ['image', 'video', 'voice', 'audio', 'file', 'sticker'] as const

/** What an account can do, in words. */
export function sentences(c: Caps): Sentence[] {
  const out: Sentence[] = [{ key: c.max_parts > 1 ? 'text_parts' : 'text', values: { n: c.text.max, unit: c.text.unit, parts: c.max_parts }, good: c.text.max > 0 }]
  for (const kind of kinds) {
    const m = c.media[kind]
    if (m) out.push({ key: 'media', values: { kind, bytes: m.max_bytes }, good: true })
  }
  const absent = kinds.filter((k) => k !== 'sticker' && k !== 'voice' && !c.media[k])
  if (absent.length > 0) out.push({ key: 'no_media', values: { kinds: absent }, good: false })
  out.push(c.choices.max > 0 ? { key: 'choices', values: { n: c.choices.max }, good: true } : { key: 'no_choices', good: false })
  out.push(can(c.edit) ? limited('edit', c.edit_for) : { key: 'no_edit', good: false })
  out.push(can(c.delete) ? limited('delete', c.delete_for) : { key: 'no_delete', good: false })
  out.push({ key: can(c.reply) ? 'reply' : 'no_reply', good: can(c.reply) })
  out.push({ key: c.typing ? 'typing' : 'no_typing', good: !!c.typing })
  for (const w of c.windows ?? []) {
    out.push({ key: w.max ? 'window_max' : 'window', values: { time: duration(w.for), n: w.max, trigger: w.trigger }, good: false })
  }
  if (!c.windows?.length) out.push({ key: 'no_window', good: true })
  return out
}

const can = (level: Caps['edit']) => level === 'full' || level === 'partial'

function limited(key: string, ns: number | undefined): Sentence {
  return ns ? { key: `${key}_for`, values: { time: duration(ns) }, good: true } : { key, good: true }
}
