import type { Caps } from '@/api'

/** Bytes as people say them. */
export function bytes(n: number): string {
  if (n < 1024) return `${n} B`
  if (n < 1024 ** 2) return `${Math.round(n / 1024)} kB`
  return `${(n / 1024 ** 2).toFixed(n < 10 * 1024 ** 2 ? 1 : 0).replace(/\.0$/, '')} MB`
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

/** What the channel takes, for the hint beside the picker; one entry where all kinds are alike. */
export function taken(caps: Caps): { kind: string; max: number }[] {
  const all = (['image', 'video', 'audio', 'file'] as const).flatMap((kind) => {
    const m = caps.media[kind]
    return m ? [{ kind: kind as string, max: m.max_bytes }] : []
  })
  return all.length === 4 && all.every((m) => m.max === all[0]?.max) ? [{ kind: 'any', max: all[0]?.max ?? 0 }] : all
}
