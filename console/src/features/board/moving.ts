import { onScopeDispose } from 'vue'
import { useLive } from '@/stores/live'

/** Milliseconds: changes within them are one look, and what nobody tells of is looked for. */
const together = 1000
const anyway = 60_000

/** Looks again when the hub says that conversations or colleagues have moved, and now and then, while the page is shown. */
export function useMoving(look: () => void): void {
  const live = useLive()
  let soon: ReturnType<typeof setTimeout> | undefined
  let missed = false

  function now(): void {
    soon = undefined
    missed = document.visibilityState !== 'visible'
    if (!missed) look()
  }
  const changed = () => (soon ??= setTimeout(now, together))
  const shown = () => missed && now()

  const off = [
    live.onAgent((e) => (e.type === 'counts' || e.type === 'conversation' || e.type === 'conversation_gone' || e.type === 'availability') && changed()),
    live.onConnected(() => changed()),
  ]
  const timer = setInterval(changed, anyway)
  document.addEventListener('visibilitychange', shown)
  onScopeDispose(() => {
    off.forEach((f) => f())
    clearInterval(timer)
    clearTimeout(soon)
    document.removeEventListener('visibilitychange', shown)
  })
}
