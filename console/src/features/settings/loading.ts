import { ref, type Ref } from 'vue'
import { problemOf, type Problem } from '@/api'

/** Something that is fetched: not there yet, there, or refused. What was there stays while it is fetched anew. */
export function useLoading<T>(fetch: () => Promise<T>): { value: Ref<T | undefined>; problem: Ref<Problem | undefined>; load: () => Promise<void> } {
  const value = ref<T>() as Ref<T | undefined>
  const problem = ref<Problem>()
  let turn = 0

  async function load(): Promise<void> {
    const mine = ++turn
    try {
      const got = await fetch()
      if (mine !== turn) return
      value.value = got
      problem.value = undefined
    } catch (error) {
      if (mine === turn) problem.value = problemOf(error)
    }
  }
  return { value, problem, load }
}
