import { hubClock } from '@/api/clock'

/** The usual times to be reminded at, those that are still to come. */
export function snoozeTimes(now = new Date(hubClock.now())): { key: string; at: Date }[] {
  const at = (days: number, hour: number) => {
    const d = new Date(now)
    d.setDate(d.getDate() + days)
    d.setHours(hour, 0, 0, 0)
    return d
  }
  const untilMonday = (8 - now.getDay()) % 7 || 7
  return [
    { key: 'hour', at: new Date(now.getTime() + 3_600_000) },
    { key: 'afternoon', at: at(0, 14) },
    { key: 'tomorrow', at: at(1, 9) },
    { key: 'monday', at: at(untilMonday, 9) },
  ].filter((x) => x.at.getTime() > now.getTime() + 30 * 60_000)
}
