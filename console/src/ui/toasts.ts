import { reactive } from 'vue'

export interface Toast {
  id: number
  text: string
  bad: boolean
  action?: { label: string; run: () => void }
}

export const toasts = reactive<Toast[]>([])
let last = 0

/** Says what happened for a few seconds. At most three are shown at once. */
export function toast(text: string, options: { bad?: boolean; action?: Toast['action']; seconds?: number } = {}): void {
  const id = ++last
  toasts.push({ id, text, bad: options.bad ?? false, action: options.action })
  if (toasts.length > 3) toasts.shift()
  setTimeout(() => dismiss(id), (options.seconds ?? (options.bad ? 8 : 4)) * 1000)
}

export function dismiss(id: number): void {
  const i = toasts.findIndex((t) => t.id === id)
  if (i >= 0) toasts.splice(i, 1)
}
