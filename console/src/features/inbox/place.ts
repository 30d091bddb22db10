import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { View } from '@/api'
import { keep, kept } from '@/app/keep'
import type { Filter, Sort } from '@/stores/order'
import { isView } from './views'

const text = (v: unknown) => (typeof v === 'string' && v ? v : undefined)

/** Where in the inbox the address says one is, and the ways to go elsewhere. */
export function usePlace() {
  const route = useRoute()
  const router = useRouter()

  const filter = computed<Filter>(() => {
    const view: View = isView(route.params.view) ? route.params.view : 'mine'
    const asked = text(route.query.sort) ?? kept('sort')
    const sort: Sort = asked === 'waiting' || asked === 'newest' ? asked : 'newest'
    return { view, account: text(route.query.account), team: text(route.query.team), sort }
  })
  const conversation = computed(() => text(route.params.conversation))
  /** Whether one only looks on; to go anywhere else ends it. */
  const monitor = computed(() => route.query.monitor === '1')

  function query(f: Filter): Record<string, string> {
    return { ...(f.account ? { account: f.account } : {}), ...(f.team ? { team: f.team } : {}), ...(text(route.query.sort) ? { sort: f.sort } : {}) }
  }
  const to = (f: Filter, id?: string) => ({ name: 'inbox', params: { view: f.view, conversation: id ?? '' }, query: query(f) })
  const open = (id: string | undefined) => router.push(to(filter.value, id))
  const sortBy = (sort: Sort) => {
    keep('sort', sort)
    return router.replace({ ...to(filter.value, conversation.value), query: { ...query(filter.value), sort } })
  }
  return { filter, conversation, monitor, to, open, sortBy }
}
