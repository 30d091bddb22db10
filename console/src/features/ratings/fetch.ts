import { api, must, type Rating } from '@/api'

export interface Chosen {
  account: string
  agent: string
  team: string
  days: number
}

/** As many as are looked at; more would say little else. */
export const most = 2000

/** The ratings of the last days, the latest first; whole is false where there are more than are looked at. */
export async function ratingsOf(c: Chosen, now: number): Promise<{ items: Rating[]; whole: boolean }> {
  const since = now - c.days * 86_400_000
  const items: Rating[] = []
  const narrowed = { ...(c.account ? { account: c.account } : {}), ...(c.agent ? { agent: c.agent } : {}), ...(c.team ? { team: c.team } : {}) }
  for (let after: string | null | undefined; after !== null && items.length < most; ) {
    const page: { items: Rating[]; next: string | null } = await must(api.GET('/api/v1/ratings', { params: { query: { limit: 200, ...narrowed, ...(after ? { after } : {}) } } }))
    const fresh = page.items.filter((r) => Date.parse(r.rated_at ?? '') >= since)
    items.push(...fresh)
    if (fresh.length < page.items.length) return { items, whole: true }
    after = page.next
    if (after === null) return { items, whole: true }
  }
  return { items, whole: false }
}
