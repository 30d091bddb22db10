import { describe, expect, it } from 'vitest'
import type { Rule } from '@/api/routing'
import { draftOf, ruleOf } from './draft'

describe('a rule through its form', () => {
  const full: Rule = {
    id: 'r', name: '退款', enabled: true, stop: false,
    when: { accounts: ['a'], channels: ['web'], kinds: ['text'], new: true, vip: false, tags: { any: ['x'], none: ['y'] }, hours: { open: false, schedule: 's' }, languages: ['zh'],
      page: { prefix: ['https://a'], contains: ['b'] }, keywords: { words: ['退款'], lists: ['l'], match: 'contains' } },
    then: { team: 't', skills: ['refunds'], language: 'en', priority: 0, tags: ['z'], reply: '你好' },
  }
  it('comes out as it went in', () => {
    const { id: _id, enabled: _e, ...rest } = full
    expect(ruleOf(draftOf(full))).toEqual(rest)
  })
  it('keeps hours of its own', () => {
    const window = { time_zone: 'UTC', weekly: {} }
    const r: Rule = { ...full, when: { hours: { open: true, window } } }
    expect(ruleOf(draftOf(r)).when).toEqual({ hours: { open: true, window } })
  })
  it('says a schedule, or else hours of its own', () => {
    const window = { time_zone: 'UTC', weekly: {} }
    expect(ruleOf({ ...draftOf(full), window }).when.hours).toEqual({ open: false, schedule: 's' })
    expect(ruleOf({ ...draftOf(full), schedule: '', window }).when.hours).toEqual({ open: false, window })
  })
  it('goes to a bot', () => expect(ruleOf({ ...draftOf(), name: 'n', bot: ' 小助手 ' }).then).toEqual({ bot: '小助手' }))
  it('that screens says nothing else', () => {
    const d = { ...draftOf(full), sort: 'screen' as const, direction: 'out' as const, screen: 'mask' as const }
    expect(ruleOf(d)).toEqual({ name: '退款', when: { keywords: { words: ['退款'], lists: ['l'], match: 'contains' }, direction: 'out' }, then: { screen: 'mask' } })
  })
  it('says nothing of what is empty', () => expect(ruleOf({ ...draftOf(), name: ' n ', reply: 'hi' })).toEqual({ name: 'n', when: {}, then: { reply: 'hi' } }))
})
