import type { Caps } from '@/api'

/** Bytes as people say them. */
export function bytes(n: number): string {
  if (n < 1000) return `${n} B`
  if (n < 1_000_000) return `${Math.round(n / 1000)} kB`
  return `${(n / 1_000_000).toFixed(n < 10_000_000 ? 1 : 0)} MB`
}

export type MediaKind = 'image' | 'voice' | 'audio' | 'video' | 'file'

/** The kind a file will have, by its type. */
export function kindOf(mime: string): MediaKind {
  const family = mime.split('/')[0]
  return family === 'image' || family === 'audio' || family === 'video' ? family : 'file'
}

export interface Verdict {
  ok: boolean
  /** Key of the reason, with its values. */
  reason?: 'kind' | 'size' | 'type'
  limit?: number
}

const fits = (mime: string, allowed: readonly string[]) =>
  allowed.length === 0 || allowed.some((a) => a === mime || (a.endsWith('/*') && mime.startsWith(a.slice(0, -1))))

/** Says before the upload what the channel would say after it. What it takes as a file is left to the hub. */
export function judge(caps: Caps | undefined, file: { type: string; size: number }): Verdict {
  if (!caps) return { ok: true }
  const own = caps.media[kindOf(file.type)]
  const asFile = caps.media.file
  const media = own && fits(file.type, own.mime ?? []) ? own : asFile
  if (!media) return { ok: false, reason: own ? 'type' : 'kind' }
  if (!fits(file.type, media.mime ?? [])) return { ok: false, reason: 'type' }
  if (media.max_bytes > 0 && file.size > media.max_bytes) {
    const limit = asFile && asFile.max_bytes > media.max_bytes && fits(file.type, asFile.mime ?? []) ? asFile.max_bytes : media.max_bytes
    if (file.size > limit) return { ok: false, reason: 'size', limit }
  }
  return { ok: true }
}

/** What the channel takes, the largest first, for the hint beside the picker. */
export function taken(caps: Caps): { kind: string; max: number }[] {
  return (['image', 'video', 'audio', 'file'] as const).flatMap((kind) => {
    const m = caps.media[kind]
    return m ? [{ kind, max: m.max_bytes }] : []
  })
}
