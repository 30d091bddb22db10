import type { RatingCounts } from '@/api'

/** What the ratings of a time come to: how many of each score, the best first, and the part of those who were satisfied (4 and 5). */
export function figuresOf(c: RatingCounts) {
  const counts = c.counts.map((count, i) => ({ score: i + 1, count })).reverse()
  const good = counts.reduce((sum, x) => sum + (x.score >= 4 ? x.count : 0), 0)
  return { total: c.total, mean: c.mean ?? 0, good: c.total ? good / c.total : 0, counts }
}
