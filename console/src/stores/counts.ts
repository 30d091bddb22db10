import { defineStore } from 'pinia'
import { ref } from 'vue'
import { api, must, type Counts } from '@/api'

/** The numbers beside the views. Asked again when the hub says they moved, at most once a second. */
export const useInboxCounts = defineStore('counts', () => {
  const counts = ref<Counts>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = 0
  let asked = 0
  let answered = 0

  async function load(): Promise<void> {
    last = Date.now()
    const mine = ++asked
    try {
      const now = await must(api.GET('/api/v1/inbox/counts'))
      if (mine > answered) [counts.value, answered] = [now, mine]
    } catch {
      // The old numbers stay; the next change or connection asks again.
    }
  }

  function changed(): void {
    timer ??= setTimeout(
      () => {
        timer = undefined
        void load()
      },
      Math.max(150, last + 1000 - Date.now()),
    )
  }

  return { counts, load, changed }
})
