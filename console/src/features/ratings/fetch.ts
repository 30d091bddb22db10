import { api, must, type Rating, type RatingCounts } from '@/api'

export interface Chosen {
  account: string
  agent: string
  team: string
  days: number
}

const narrowed = (c: Chosen) => ({ ...(c.account ? { account: c.account } : {}), ...(c.agent ? { agent: c.agent } : {}), ...(c.team ? { team: c.team } : {}) })

/** What all ratings of the last days come to, as a whole and by the days of a time zone. */
export function countsOf(c: Chosen, zone: string): Promise<RatingCounts> {
  return must(api.GET('/api/v1/ratings/counts', { params: { query: { ...narrowed(c), days: c.days, time_zone: zone } } }))
}

/** Some of the ratings since a time, the latest first, all or those of one score. */
export function ratingsOf(c: Chosen, from: string, score?: number, after?: string): Promise<{ items: Rating[]; next: string | null }> {
  return must(api.GET('/api/v1/ratings', { params: { query: { ...narrowed(c), from, limit: 50, ...(score ? { score } : {}), ...(after ? { after } : {}) } } }))
}
