import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { api, must, problemOf, type Bulk, type NewBulk, type Problem } from '@/api'
import { useInboxCounts } from './counts'
import { useInbox } from './inbox'
import type { Filter } from './order'

/** What is done with the chosen ones; the hub fills in which they are. */
export type Act = Omit<NewBulk, 'ids' | 'filter'>

const pollEvery = 1000

/** Conversations that are chosen in the list, and what becomes of what is done with them. */
export const useBulk = defineStore('bulk', () => {
  const chosen = shallowRef<ReadonlySet<string>>(new Set())
  /** All of the view, whatever is loaded. */
  const all = ref(false)
  /** The last one, under way or done. */
  const job = ref<Bulk>()
  const problem = ref<Problem>()
  /** Asked for, and the hub has not said yet that it does it. */
  const starting = ref(false)
  const inbox = useInbox()
  const counts = useInboxCounts()
  let anchor: string | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  const choosing = computed(() => all.value || chosen.value.size > 0)
  const running = computed(() => job.value?.state === 'running' || job.value?.state === 'undoing')
  const has = (id: string) => all.value || chosen.value.has(id)

  function toggle(id: string): void {
    const next = new Set(all.value ? inbox.list?.ids : chosen.value)
    if (!next.delete(id)) next.add(id)
    all.value = false
    chosen.value = next
    anchor = id
  }

  /** From the one that was chosen last to this one. */
  function range(id: string): void {
    const ids = inbox.list?.ids ?? []
    const [a, b] = [ids.indexOf(anchor ?? id), ids.indexOf(id)].sort((x, y) => x - y) as [number, number]
    if (a < 0) return toggle(id)
    chosen.value = new Set([...chosen.value, ...ids.slice(a, b + 1)])
  }

  function clear(): void {
    chosen.value = new Set()
    all.value = false
    anchor = undefined
  }

  /** Begins; what goes on is told by the hub, and asked for where no news come. */
  async function run(act: Act): Promise<boolean> {
    const f = inbox.list?.filter
    const [sent, whole] = [chosen.value, all.value]
    const which: Pick<NewBulk, 'ids' | 'filter'> = all.value && f ? { filter: filterOf(f) } : { ids: [...chosen.value] }
    return begin(async () => {
      const begun = await must(api.POST('/api/v1/bulk', { body: { ...act, ...which } as NewBulk }))
      if (chosen.value === sent && all.value === whole) clear() // what is chosen since stays
      return begun
    })
  }

  async function undo(): Promise<boolean> {
    const id = job.value?.id
    return id ? begin(() => must(api.POST('/api/v1/bulk/{id}/undo', { params: { path: { id } } }))) : false
  }

  /** One at a time: a second job would find nothing to do, and its undo would stand in for the first one's. */
  async function begin(call: () => Promise<Bulk>): Promise<boolean> {
    if (starting.value) return false
    starting.value = true
    problem.value = undefined
    try {
      job.value = await call()
    } catch (error) {
      problem.value = problemOf(error)
      return false
    } finally {
      starting.value = false
    }
    await follow()
    return true
  }

  async function follow(): Promise<void> {
    clearTimeout(timer)
    const id = job.value?.id
    if (!id || !running.value) return
    try {
      const now = await must(api.GET('/api/v1/bulk/{id}', { params: { path: { id } } }))
      if (job.value?.id !== id) return
      job.value = now
    } catch {
      // Asked again.
    }
    if (running.value) timer = setTimeout(() => void follow(), pollEvery)
    else ended()
  }

  /** Rows that moved have told it themselves; what was read has not. */
  function ended(): void {
    inbox.refetch()
    counts.changed()
  }

  const told = (id: string) => job.value?.id === id && void follow()
  const dismiss = () => (job.value = problem.value = undefined)
  /** What was read stays read. */
  const undoable = (now: number) => job.value?.state === 'done' && job.value.action !== 'read' && job.value.done > 0 && !!job.value.undo_until && Date.parse(job.value.undo_until) > now

  return { chosen, all, job, problem, starting, choosing, running, has, toggle, range, clear, run, undo, told, dismiss, undoable }
})

function filterOf({ view, account, team }: Filter): NonNullable<NewBulk['filter']> {
  return { view, ...(account ? { account } : {}), ...(team ? { team } : {}) }
}
