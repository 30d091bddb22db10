// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { windowAt } from './window'

const until = '2026-11-22T10:00:00Z'
const at = (seconds: number) => Date.parse(until) - seconds * 1000

it('says what a platform lets one send now', () => {
  const a = { open: true, trigger: 'message', until, max: 5, left: 3 }
  expect(windowAt(a, at(42))).toEqual({ state: 'open', left: 3, max: 5, ms: 42_000 })
  expect(windowAt({ ...a, open: false, left: 0 }, at(42))).toMatchObject({ state: 'used_up', max: 5 })
  expect(windowAt({ ...a, open: false, shut: true, left: 0 }, at(42))).toEqual({ state: 'shut', ms: 42_000 })
  expect(windowAt(a, at(0)).state).toBe('closed') // the clock has come to its end
  expect(windowAt({ open: false, left: 0 }, at(42)).state).toBe('closed')
  expect(windowAt({ open: true, trigger: 'message', until, left: 0 }, at(42))).toEqual({ state: 'open', ms: 42_000 }) // any number
})
