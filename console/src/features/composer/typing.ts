import { useLive } from '@/stores/live'

const every = 3000
const quiet = 5000

/** Tells the customer and colleagues that somebody types, sparingly. */
export function useTypingSign(conversation: () => string) {
  const live = useLive()
  let told = 0
  let current = ''
  let timer: ReturnType<typeof setTimeout> | undefined

  function typed(): void {
    const id = conversation()
    if (id !== current) stop()
    current = id
    clearTimeout(timer)
    timer = setTimeout(stop, quiet)
    if (Date.now() - told < every) return
    told = Date.now()
    live.tell('typing', { conversation: id, on: true })
  }

  function stop(): void {
    clearTimeout(timer)
    if (told && current) live.tell('typing', { conversation: current, on: false })
    told = 0
  }

  return { typed, stop }
}
