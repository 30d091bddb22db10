import { hubClock } from '@/api/clock'

/** What the calendar and the clock show in a time zone; without one, in the browser's. */
export function wallOf(at: Date, zone?: string): { date: string; time: string } {
  const parts = new Intl.DateTimeFormat('en-CA', {
    ...(zone ? { timeZone: zone } : {}), year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
  }).formatToParts(at)
  const get = (type: string) => parts.find((p) => p.type === type)?.value ?? ''
  return { date: `${get('year')}-${get('month')}-${get('day')}`, time: `${get('hour')}:${get('minute')}` }
}

/** When the calendar and the clock of a time zone show this; an hour that summer time leaves out is the one behind it. */
export function atWall(date: string, time: string, zone?: string): Date {
  const wanted = Date.parse(`${date}T${time}:00Z`)
  let at = wanted
  for (let i = 0; i < 2; i++) {
    const shown = wallOf(new Date(at), zone)
    at += wanted - Date.parse(`${shown.date}T${shown.time}:00Z`)
  }
  return new Date(at)
}

const dayAfter = (date: string, days: number) => new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** The usual times to send at, those that are still to come. */
export function laterTimes(zone?: string, now = new Date(hubClock.now())): { key: 'hour' | 'afternoon' | 'tomorrow' | 'monday'; at: Date }[] {
  const { date } = wallOf(now, zone)
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  const untilMonday = (8 - weekday) % 7 || 7
  const all = [
    { key: 'hour' as const, at: new Date(now.getTime() + 3_600_000) },
    { key: 'afternoon' as const, at: atWall(date, '14:00', zone) },
    { key: 'tomorrow' as const, at: atWall(dayAfter(date, 1), '09:00', zone) },
    { key: 'monday' as const, at: atWall(dayAfter(date, untilMonday), '09:00', zone) },
  ]
  // On Sundays, tomorrow is Monday.
  return all.filter((x) => x.at.getTime() > now.getTime() + 10 * 60_000 && !(x.key === 'monday' && untilMonday === 1))
}
