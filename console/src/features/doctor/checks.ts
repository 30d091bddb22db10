import { computed, onUnmounted, reactive, ref } from 'vue'
import { api, must, problemOf, type Check, type Finding, type Problem } from '@/api'

/** In the order in which they are read. A check that the hub gains is missed here by the compiler. */
const order: Record<Check, number> = {
  public: 1, agents: 2, accounts: 3, work: 4, database: 5, blobs: 6, bus: 7, disk: 8, limits: 9, clock: 10, key: 11, backup: 12,
}
const checks = (Object.keys(order) as Check[]).sort((a, b) => order[a] - order[b])

export interface Result {
  check: Check
  busy: boolean
  /** What was found last; stays while it is looked at anew. */
  findings?: Finding[]
  problem?: Problem
}

/** Asks the hub for each check by itself, so that each shows as soon as it is there. */
export function useChecks() {
  const results = reactive(checks.map((check): Result => ({ check, busy: false })))
  const done = ref(checks.length)
  const stop = new AbortController()
  onUnmounted(() => stop.abort())

  async function run(r: Result): Promise<void> {
    if (r.busy) return
    r.busy = true
    try {
      r.findings = (await must(api.GET('/api/v1/doctor', { params: { query: { check: r.check } }, signal: stop.signal }))).items
      delete r.problem
    } catch (e) {
      r.problem = problemOf(e)
    } finally {
      r.busy = false
    }
  }
  async function runAll(): Promise<void> {
    done.value = 0
    await Promise.all(results.map((r) => run(r).then(() => done.value++)))
  }
  const count = (level: Finding['level']) => results.reduce((n, r) => n + (r.findings ?? []).filter((f) => f.level === level).length, 0)
  const failed = computed(() => count('failed') + results.filter((r) => r.problem).length)
  const warnings = computed(() => count('warning'))
  return { results, done, all: checks.length, failed, warnings, run, runAll, gone: () => stop.signal.aborted }
}
