import { computed, ref, type Ref } from 'vue'
import { problemOf, type Problem } from '@/api'

export interface Page<T> {
  items: T[]
  next?: string | null
}

/** A list that goes on: the first page, and more of it on demand. */
export function usePages<T>(fetch: (after: string | undefined) => Promise<Page<T>>) {
  const items = ref<T[]>() as Ref<T[] | undefined>
  const next = ref<string | null>()
  const problem = ref<Problem>()
  const busy = ref(false)
  let turn = 0

  async function get(after?: string): Promise<void> {
    const mine = ++turn
    busy.value = true
    try {
      const page = await fetch(after)
      if (mine !== turn) return
      items.value = after ? [...(items.value ?? []), ...page.items] : page.items
      next.value = page.next ?? null
      problem.value = undefined
    } catch (error) {
      if (mine === turn) problem.value = problemOf(error)
    } finally {
      if (mine === turn) busy.value = false
    }
  }

  function reload(): Promise<void> {
    items.value = undefined
    return get()
  }
  const more = () => (next.value ? get(next.value) : Promise.resolve())
  return { items, problem, busy, hasMore: computed(() => !!next.value), reload, more }
}
