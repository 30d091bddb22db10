import { describe, expect, it } from 'vitest'
import { hubClock } from '@/api/clock'
import { atWall, laterTimes, wallOf } from './times'

describe('the clock of a time zone', () => {
  it.each([
    ['Asia/Shanghai', '2026-11-21', '09:00', '2026-11-21T01:00:00.000Z'],
    ['America/New_York', '2026-07-01', '00:30', '2026-07-01T04:30:00.000Z'],
    ['UTC', '2026-12-31', '23:59', '2026-12-31T23:59:00.000Z'],
  ])('in %s', (zone, date, time, at) => {
    expect(atWall(date, time, zone).toISOString()).toBe(at)
    expect(wallOf(new Date(at), zone)).toEqual({ date, time })
  })
  it('on the days on which it changes', () => {
    expect(atWall('2026-03-29', '09:00', 'Europe/Berlin').toISOString()).toBe('2026-03-29T07:00:00.000Z')
    expect(atWall('2026-03-28', '09:00', 'Europe/Berlin').toISOString()).toBe('2026-03-28T08:00:00.000Z')
    expect(atWall('2026-10-25', '09:00', 'Europe/Berlin').toISOString()).toBe('2026-10-25T08:00:00.000Z')
  })
})

describe('times to send at', () => {
  const keys = (at: string) => laterTimes('Asia/Shanghai', new Date(at)).map((x) => `${x.key} ${x.at.toISOString()}`)
  it('are those to come', () => {
    expect(keys('2026-11-20T02:00:00Z')).toEqual([
      'hour 2026-11-20T03:00:00.000Z', 'afternoon 2026-11-20T06:00:00.000Z', 'tomorrow 2026-11-21T01:00:00.000Z', 'monday 2026-11-23T01:00:00.000Z',
    ])
  })
  it('leave out what has passed, and Monday where it is tomorrow', () => {
    expect(keys('2026-11-22T08:00:00Z')).toEqual(['hour 2026-11-22T09:00:00.000Z', 'tomorrow 2026-11-23T01:00:00.000Z'])
  })
  it('of Monday are those of the next', () => expect(keys('2026-11-23T08:00:00Z')).toContain('monday 2026-11-30T01:00:00.000Z'))
  it('go by the hub, not by the desk whose clock is wrong', () => {
    const ahead = Date.now() + 3 * 3_600_000
    hubClock.heard(new Date(ahead).toUTCString(), Date.now())
    const [hour] = laterTimes('Asia/Shanghai')
    expect(hour?.key).toBe('hour')
    expect(Math.abs(hour!.at.getTime() - ahead - 3_600_000)).toBeLessThan(60_000)
  })
})
