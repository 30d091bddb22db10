import type { Keeping } from '@/api'

/** What is kept, apart from messages. */
export const kinds = ['raws', 'failed_raws', 'traces'] as const

/** Days as a field has them: nothing written is for ever. */
export type Days = number | ''

export interface Limits {
  kinds: Record<(typeof kinds)[number], Days>
  channels: Record<string, Days>
}

const shown = (days: number | undefined): Days => days || ''
const days = (d: Days): number => d || 0

/** What holds, as fields: one for every channel. */
export function limitsOf(k: Keeping, channels: string[]): Limits {
  return {
    kinds: { raws: shown(k.raws_days), failed_raws: shown(k.failed_raws_days), traces: shown(k.traces_days) },
    channels: Object.fromEntries(channels.map((c) => [c, shown(k.messages_days[c])])),
  }
}

export function keepingOf(l: Limits): Keeping {
  return {
    raws_days: days(l.kinds.raws),
    failed_raws_days: days(l.kinds.failed_raws),
    traces_days: days(l.kinds.traces),
    messages_days: Object.fromEntries(Object.entries(l.channels).flatMap(([c, d]) => (d ? [[c, d]] : []))),
  }
}
