import type { Rating } from '@/api'

export const scores = [5, 4, 3, 2, 1] as const

export interface Day {
  /** As the calendar writes it. */
  date: string
  count: number
  mean: number
}

const mean = (list: readonly Rating[]) => (list.length ? list.reduce((sum, r) => sum + (r.score ?? 0), 0) / list.length : 0)

/** What some ratings come to: how many of each score, the mean, and the part of those who were satisfied (4 and 5). */
export function figuresOf(list: readonly Rating[]) {
  const counts = scores.map((score) => ({ score, count: list.filter((r) => r.score === score).length }))
  const good = list.filter((r) => (r.score ?? 0) >= 4).length
  return { total: list.length, mean: mean(list), good: list.length ? good / list.length : 0, counts }
}

/** The mean of each day that has ratings, the oldest first. `dateOf` says which day a moment belongs to. */
export function daysOf(list: readonly Rating[], dateOf: (at: string) => string): Day[] {
  const by = new Map<string, Rating[]>()
  for (const r of list) if (r.rated_at) by.set(dateOf(r.rated_at), [...(by.get(dateOf(r.rated_at)) ?? []), r])
  return [...by].map(([date, some]) => ({ date, count: some.length, mean: mean(some) })).sort((a, b) => a.date.localeCompare(b.date))
}
