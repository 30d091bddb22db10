import { describe, expect, it } from 'vitest'
import type { Schedule } from '@/api/routing'
import { clockOf, interval, stateAt, stretches } from './week'

const week: Schedule = {
  time_zone: 'Asia/Shanghai',
  weekly: { thursday: [{ from: 540, to: 720 }, { from: 810, to: 1080 }], saturday: [{ from: 1320, to: 1560 }] },
  holidays: [{ date: '2026-10-01', name: '国庆节' }, { date: '2026-10-08', name: '补班', open: [{ from: 600, to: 660 }] }],
}
const shanghai = (text: string) => new Date(`${text}:00+08:00`)

describe('a week in words', () => {
  it('puts days together that are alike', () => {
    const day = [{ from: 540, to: 1080 }]
    const s: Schedule = { time_zone: 'UTC', weekly: { monday: day, tuesday: day, wednesday: day, friday: day, sunday: [{ from: 1320, to: 1560 }, { from: 0, to: 60 }] } }
    expect(stretches(s)).toEqual([
      { from: 'monday', to: 'wednesday', hours: '09:00–18:00' }, { from: 'friday', to: 'friday', hours: '09:00–18:00' }, { from: 'sunday', to: 'sunday', hours: '00:00–01:00 22:00–02:00' },
    ])
  })
})

describe('business hours', () => {
  it.each([
    ['2026-09-24T09:00', { open: true }], // a Thursday
    ['2026-09-24T12:00', { open: false, day: 'thursday', minute: 810 }],
    ['2026-09-26T23:30', { open: true }],
    ['2026-09-27T01:59', { open: true }], // still Saturday's
    ['2026-09-27T02:00', { open: false, date: '2026-10-03', day: 'saturday', minute: 1320 }], // Thursday is a holiday
    ['2026-10-08T10:30', { open: true }],
    ['2026-10-08T11:30', { open: false, day: 'saturday' }],
  ])('%s', (at, want) => expect(stateAt(week, shanghai(at))).toMatchObject(want))

  it('that never open say so', () => expect(stateAt({ time_zone: 'UTC', weekly: {} }, new Date())).toEqual({ open: false }))

  it('go on after midnight when they end before they begin', () => {
    expect(interval('22:00', '02:00')).toEqual({ from: 1320, to: 1560 })
    expect(interval('09:00', '18:00')).toEqual({ from: 540, to: 1080 })
    expect([clockOf(1560), clockOf(545)]).toEqual(['02:00', '09:05'])
  })
})
