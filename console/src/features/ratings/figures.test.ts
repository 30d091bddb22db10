import { describe, expect, it } from 'vitest'
import type { Rating } from '@/api'
import { daysOf, figuresOf } from './figures'

const rated = (score: number, rated_at: string): Rating => ({ conversation: `${score} ${rated_at}`, score, rated_at })
const list = [rated(5, '2026-11-02T10:00:00Z'), rated(2, '2026-11-02T08:00:00Z'), rated(4, '2026-11-01T23:00:00Z'), rated(5, '2026-11-01T01:00:00Z')]

describe('figures of ratings', () => {
  it('count by score', () => {
    const f = figuresOf(list)
    expect([f.total, f.mean, f.good]).toEqual([4, 4, 0.75])
    expect(f.counts.map((c) => c.count)).toEqual([2, 1, 0, 1, 0])
  })
  it('of none are none', () => expect(figuresOf([])).toMatchObject({ total: 0, mean: 0, good: 0 }))
  it('go by day, the oldest first', () => {
    expect(daysOf(list, (at) => at.slice(0, 10))).toEqual([{ date: '2026-11-01', count: 2, mean: 4.5 }, { date: '2026-11-02', count: 2, mean: 3.5 }])
  })
})
