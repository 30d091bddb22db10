import { defineStore } from 'pinia'
import { computed, markRaw, reactive, ref, shallowRef } from 'vue'
import { api, must, problemOf, type Conversation, type Problem } from '@/api'
import { useConversations } from './conversations'
import { belongs, filterKey, placeOf, type Filter } from './order'
import { useSession } from './session'

const pageSize = 50
const maxLists = 12

/** One list: a filter's conversations, in the order in which they are shown. */
export interface List {
  filter: Filter
  /** Replaced, never changed: ten thousand ids are too many to be watched one by one. */
  ids: readonly string[]
  next: string | null
  state: 'loading' | 'ready' | 'failed'
  problem?: Problem
  more: 'idle' | 'loading' | 'failed'
  /** What came or moved while the list was held still. */
  held: Set<string>
  stale: boolean
  /** The number of the question whose answer is shown: one that comes later than its successor's is old. */
  answered: number
}

/** What live updates told while an answer was under way: it may have been written before. */
type News = Map<string, 'seen' | 'gone'>

/** The lists of the inbox. Under somebody's pointer a list is held: rows change in place, and move when asked. */
export const useInbox = defineStore('inbox', () => {
  const lists = reactive(new Map<string, List>())
  const current = shallowRef<string>()
  const holding = ref(false)
  const conversations = useConversations()
  const session = useSession()
  const underWay = new Set<News>()
  let questions = 0

  const list = computed(() => (current.value ? lists.get(current.value) : undefined))
  const fresh = computed(() => list.value?.held.size ?? 0)

  function show(filter: Filter): void {
    const key = filterKey(filter)
    current.value = key
    const known = lists.get(key)
    if (known) {
      apply(known)
      lists.delete(key)
      lists.set(key, known) // the last used stays longest
      if (known.stale || known.state === 'failed') void load(key)
      return
    }
    lists.set(key, { filter, ids: markRaw([]), next: null, state: 'loading', more: 'idle', held: new Set(), stale: true, answered: 0 })
    for (const old of lists.keys()) if (lists.size > maxLists && old !== key) lists.delete(old)
    void load(key)
  }

  function query(filter: Filter, after?: string) {
    const { view, account, team, sort } = filter
    return { view, sort, limit: pageSize, ...(account ? { account } : {}), ...(team ? { team } : {}), ...(after ? { after } : {}) }
  }

  async function ask(filter: Filter, after?: string) {
    const news: News = new Map()
    underWay.add(news)
    try {
      const page = await must(api.GET('/api/v1/conversations', { params: { query: query(filter, after) } }))
      page.items.forEach((c) => conversations.put(c))
      return { page, news }
    } finally {
      underWay.delete(news)
    }
  }

  /** Loads the beginning anew. What is shown stays until the answer is there. */
  async function load(key: string): Promise<void> {
    const l = lists.get(key)
    if (!l) return
    if (l.ids.length === 0) l.state = 'loading'
    l.stale = false
    const question = ++questions
    try {
      const { page, news } = await ask(l.filter)
      if (question < l.answered) return
      l.answered = question
      l.ids = markRaw(page.items.map((c) => c.id))
      l.next = page.next
      l.state = 'ready'
      l.more = 'idle'
      l.problem = undefined
      l.held.clear()
      retell(l, news)
    } catch (error) {
      if (question < l.answered) return
      l.stale = true
      l.problem = problemOf(error)
      if (l.ids.length === 0) l.state = 'failed'
    }
  }

  async function more(): Promise<void> {
    const l = list.value
    if (!l?.next || l.more === 'loading') return
    l.more = 'loading'
    const after = l.next
    try {
      const { page, news } = await ask(l.filter, after)
      if (l.next !== after) return // loaded anew meanwhile
      const known = new Set(l.ids)
      l.ids = markRaw([...l.ids, ...page.items.map((c) => c.id).filter((id) => !known.has(id))])
      l.next = page.next
      l.more = 'idle'
      retell(l, news)
    } catch {
      l.more = 'failed'
    }
  }

  /** Puts into a list what its answer could not know yet. */
  function retell(l: List, news: News): void {
    for (const [id, what] of news) {
      if (what === 'gone') leave(l, id)
      else place(l, id)
    }
  }

  /** A live picture of a conversation: rows change at once, places when nobody points at them. */
  function seen(c: Conversation): void {
    const before = conversations.get(c.id)
    const now = conversations.put(c)
    for (const news of underWay) news.set(now.id, 'seen')
    for (const [key, l] of lists) {
      if (l.state !== 'ready') continue
      const inside = l.ids.includes(now.id)
      const should = belongs(now, l.filter, session.me?.agent ?? '', inside)
      const moved = !inside || now.last_at !== before?.last_at || now.waiting_since !== before?.waiting_since
      if (inside === should && !(inside && moved)) continue
      if (key === current.value && holding.value) l.held.add(now.id)
      else place(l, now.id)
    }
  }

  function place(l: List, id: string): void {
    const c = conversations.get(id)
    const from = l.ids.indexOf(id)
    const ids = l.ids.filter((other) => other !== id)
    if (c && belongs(c, l.filter, session.me?.agent ?? '', from >= 0)) {
      const to = placeOf(c, ids, l.filter.sort, conversations.get)
      // Beyond what is loaded it comes with its page.
      if (to < ids.length || l.next === null || to === from) ids.splice(to, 0, id)
    }
    l.ids = markRaw(ids)
  }

  function gone(id: string): void {
    for (const news of underWay) news.set(id, 'gone')
    for (const l of lists.values()) leave(l, id)
  }

  function leave(l: List, id: string): void {
    if (l.ids.includes(id)) l.ids = markRaw(l.ids.filter((other) => other !== id))
    l.held.delete(id)
  }

  function apply(l: List | undefined = list.value): void {
    if (!l) return
    for (const id of [...l.held]) place(l, id)
    l.held.clear()
  }

  function hold(on: boolean): void {
    holding.value = on
    if (!on) apply()
  }

  /** After a connection was lost nothing is certain: what is shown is loaded again, the rest when it is shown. */
  function refetch(): void {
    for (const l of lists.values()) l.stale = true
    if (current.value) void load(current.value)
  }

  /** A view whose membership live updates do not tell has changed. */
  function outdated(view: Filter['view']): void {
    for (const [key, l] of lists) {
      if (l.filter.view !== view) continue
      l.stale = true
      if (key === current.value) void load(key)
    }
  }

  /** The next one in the order shown, for going through them by keys. */
  function neighbour(id: string | undefined, by: 1 | -1): string | undefined {
    const ids = list.value?.ids ?? []
    const at = id ? ids.indexOf(id) : -1
    return at < 0 ? ids[0] : ids[at + by]
  }

  return { lists, list, fresh, holding, show, load: () => current.value && load(current.value), more, seen, gone, apply: () => apply(), hold, refetch, outdated, neighbour }
})
