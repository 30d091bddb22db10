import { expect, it } from 'vitest'
import { hubClock } from '@/api/clock'
import { snoozeTimes } from './snooze'

it('goes by the hub, not by the desk whose clock is wrong', () => {
  const ahead = Date.now() + 3 * 3_600_000
  hubClock.heard(new Date(ahead).toUTCString(), Date.now())
  const [hour] = snoozeTimes()
  expect(hour?.key).toBe('hour')
  expect(Math.abs(hour!.at.getTime() - ahead - 3_600_000)).toBeLessThan(60_000)
})
