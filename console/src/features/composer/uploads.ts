import { reactive } from 'vue'
import { Problem, problemOf, upload, type Upload } from '@/api'

/** A file on its way to the hub, or there. */
export interface Piece {
  id: number
  file?: File
  name: string
  mime: string
  size: number
  preview?: string
  progress: number
  state: 'uploading' | 'done' | 'failed'
  problem?: Problem
  upload?: Upload
  stop?: AbortController
}

let last = 0

const there = (u: Upload): Piece => ({ id: ++last, name: u.name, mime: u.mime, size: u.size, progress: 1, state: 'done', upload: u })

export type Uploads = ReturnType<typeof useUploads>

/** Files that are being attached to one thing. */
export function useUploads(changed: () => void) {
  const pieces = reactive<Piece[]>([])

  /** Ends when the file is with the hub; without a result where it is not. */
  async function add(file: File): Promise<Upload | undefined> {
    const piece = reactive<Piece>({
      id: ++last, file, name: file.name || 'image.png', mime: file.type, size: file.size, progress: 0, state: 'uploading',
      preview: file.type.startsWith('image/') && file.type !== 'image/svg+xml' ? URL.createObjectURL(file) : undefined,
    })
    pieces.push(piece)
    await send(piece)
    return piece.upload
  }

  async function send(piece: Piece): Promise<void> {
    if (!piece.file) return
    piece.state = 'uploading'
    piece.progress = 0
    piece.problem = undefined
    piece.stop = new AbortController()
    try {
      const path = `/api/v1/uploads?name=${encodeURIComponent(piece.name)}`
      piece.upload = await upload<Upload>(path, piece.file, (p) => (piece.progress = p), piece.stop.signal)
      piece.state = 'done'
      changed()
    } catch (error) {
      if (error instanceof DOMException) return
      piece.problem = problemOf(error)
      piece.state = 'failed'
    }
  }

  function remove(id: number): void {
    const at = pieces.findIndex((p) => p.id === id)
    const piece = pieces[at]
    if (!piece) return
    piece.stop?.abort()
    if (piece.preview) URL.revokeObjectURL(piece.preview)
    pieces.splice(at, 1)
    changed()
  }

  /** Shows what a draft has, without sending it again. What is on its way, or did not get there, stays. */
  function restore(uploads: readonly Upload[]): void {
    const shown = uploads.map((u) => pieces.find((p) => p.upload?.blob === u.blob && p.name === u.name) ?? there(u))
    for (const p of pieces) if (p.upload && p.preview && !shown.includes(p)) URL.revokeObjectURL(p.preview)
    pieces.splice(0, pieces.length, ...shown, ...pieces.filter((p) => !p.upload))
  }

  /** Adds what the hub has already. */
  function put(uploads: readonly Upload[]): void {
    for (const u of uploads) pieces.push(there(u))
    if (uploads.length > 0) changed()
  }

  function clear(): void {
    for (const p of pieces) {
      p.stop?.abort()
      if (p.preview) URL.revokeObjectURL(p.preview)
    }
    pieces.splice(0)
  }

  const done = () => pieces.flatMap((p) => (p.upload ? [p.upload] : []))
  return { pieces, add, retry: send, remove, restore, put, clear, done }
}
