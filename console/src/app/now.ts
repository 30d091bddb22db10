import { onScopeDispose, readonly, ref, type Ref } from 'vue'
import { hubClock } from '@/api/clock'

const now = ref(hubClock.now())
let users = 0
let timer: ReturnType<typeof setInterval> | undefined

/** The hub’s time, moving every five seconds for as long as somebody shows it. One clock for all. */
export function useNow(): Readonly<Ref<number>> {
  if (users++ === 0) {
    now.value = hubClock.now()
    timer = setInterval(() => (now.value = hubClock.now()), 5000)
  }
  onScopeDispose(() => {
    if (--users === 0) clearInterval(timer)
  })
  return readonly(now)
}
