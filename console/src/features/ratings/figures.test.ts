import { describe, expect, it } from 'vitest'
import type { RatingCounts } from '@/api'
import { figuresOf } from './figures'

const counted = (counts: number[], mean?: number): RatingCounts => ({ from: '', days: [], total: counts.reduce((a, b) => a + b, 0), counts, ...(mean ? { mean } : {}) })

describe('figures of ratings', () => {
  it('go from the best score to the worst', () => {
    const f = figuresOf(counted([0, 1, 0, 1, 2], 4))
    expect([f.total, f.mean, f.good]).toEqual([4, 4, 0.75])
    expect(f.counts).toEqual([{ score: 5, count: 2 }, { score: 4, count: 1 }, { score: 3, count: 0 }, { score: 2, count: 1 }, { score: 1, count: 0 }])
  })
  it('of none are none', () => expect(figuresOf(counted([0, 0, 0, 0, 0]))).toMatchObject({ total: 0, mean: 0, good: 0 }))
})
