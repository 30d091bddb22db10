// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createApp } from 'vue'
import { useNow } from '@/app/now'
import { fakeHub } from '@/testing/hub'
import { api } from './client'
import { HubClock } from './clock'

const start = Date.parse('2026-03-02T10:00:00.000Z')
/** What the hub's server says at a time. */
const dateAt = (at: number) => new Date(at).toUTCString()

beforeEach(() => void vi.useFakeTimers({ now: start }))
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('the hub’s clock', () => {
  it('is this machine’s as long as answers do not say otherwise', () => {
    const clock = new HubClock()
    clock.heard(null, start)
    clock.heard('some day', start)
    clock.heard(dateAt(start - 900), start)
    expect(clock.now()).toBe(start)
  })

  it.each([['slow', 600_000], ['fast', -600_000]])('is right where this machine’s is ten minutes %s', (_, wrong) => {
    const clock = new HubClock()
    for (let n = 0; n < 7; n++) {
      const asked = Date.now()
      vi.advanceTimersByTime(130)
      clock.heard(dateAt(asked + wrong + 60), asked)
      expect(Math.abs(clock.now() - (Date.now() + wrong))).toBeLessThanOrEqual(2000)
      vi.advanceTimersByTime(370)
    }
  })

  it('learns nothing from an answer that took long, and follows a clock that is put right', () => {
    const clock = new HubClock()
    clock.heard(dateAt(start), start)
    vi.advanceTimersByTime(60_000)
    clock.heard(dateAt(start + 1000), start)
    expect(clock.now()).toBe(start + 60_000)
    vi.setSystemTime(start + 7_200_000)
    clock.heard(dateAt(start + 61_000), start + 7_200_000)
    expect(Math.abs(clock.now() - (start + 61_000))).toBeLessThanOrEqual(2000)
  })

  it('is told by every answer of the API, and moves what pages count by', async () => {
    fakeHub(() => ({ headers: { Date: dateAt(start + 3_600_000) } }))
    await api.GET('/api/v1/me')
    let now = 0
    const app = createApp({ setup: () => ((now = useNow().value), () => null) })
    app.mount(document.createElement('div'))
    app.unmount()
    expect(now - start).toBeGreaterThanOrEqual(3_600_000)
    expect(now - start).toBeLessThanOrEqual(3_602_000)
  })
})
