import { onMounted, onUnmounted, ref } from 'vue'
import { api, must, type Leg } from '@/api'

const soon = 2500
const later = 15_000
const soonFor = 100

/** Tries the legs of an account while somebody looks, often at first, until all of them work. */
export function useLegs(id: () => string, may: () => boolean) {
  const legs = ref<Leg[]>()
  const busy = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let tries = 0
  let gone = false

  async function ask(): Promise<void> {
    clearTimeout(timer)
    if (gone || busy.value) return
    if (may() && document.visibilityState === 'visible') {
      busy.value = true
      try {
        legs.value = (await must(api.POST('/api/v1/accounts/{id}/test', { params: { path: { id: id() } } }))).items
      } catch {
        // What was found stays; it is tried again.
      } finally {
        busy.value = false
      }
      tries++
    }
    if (!gone && !legs.value?.every((l) => l.state === 'ok')) timer = setTimeout(() => void ask(), tries < soonFor ? soon : later)
  }

  onMounted(ask)
  onUnmounted(() => {
    gone = true
    clearTimeout(timer)
  })
  return { legs, busy, ask }
}
