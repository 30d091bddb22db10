import type { Interval, Schedule } from '@/api/routing'

export const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
export type Day = (typeof days)[number]

/** A minute of the day as a clock shows it; what is past midnight is the next day's. */
export function clockOf(minute: number): string {
  const m = minute % 1440
  return `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`
}

export function minuteOf(clock: string): number {
  const [h = 0, m = 0] = clock.split(':').map(Number)
  return h * 60 + m
}

/** An interval from two clocks: an end that is not after its beginning is on the next day. */
export function interval(from: string, to: string): Interval {
  const a = minuteOf(from)
  const b = minuteOf(to)
  return { from: a, to: b > a ? b : b + 1440 }
}

/** The days of a week that have hours, those next to each other with the same hours together. */
export function stretches(s: Schedule): { from: Day; to: Day; hours: string }[] {
  const out: { from: Day; to: Day; hours: string }[] = []
  for (const [i, d] of days.entries()) {
    const hours = [...(s.weekly[d] ?? [])].sort((a, b) => a.from - b.from).map((x) => `${clockOf(x.from)}–${clockOf(x.to)}`).join(' ')
    const last = out.at(-1)
    if (!hours) continue
    if (last?.hours === hours && last.to === days[i - 1]) last.to = d
    else out.push({ from: d, to: d, hours })
  }
  return out
}

/** What most keep: weekdays from nine to six. */
export const usualWeek = (zone: string): Schedule => ({ time_zone: zone, weekly: Object.fromEntries(days.slice(0, 5).map((d) => [d, [{ from: 540, to: 1080 }]])) })

/** What the calendar and the clock on the wall there show. */
function wall(zone: string, at: Date): { date: string; minute: number } {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(at)
  const get = (type: string) => parts.find((p) => p.type === type)?.value ?? ''
  return { date: `${get('year')}-${get('month')}-${get('day')}`, minute: Number(get('hour')) * 60 + Number(get('minute')) }
}

const shifted = (date: string, by: number) => new Date(Date.parse(`${date}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10)
const weekday = (date: string): Day => days[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7]!

function on(s: Schedule, date: string): Interval[] {
  const holiday = s.holidays?.find((h) => h.date === date)
  return [...(holiday ? (holiday.open ?? []) : (s.weekly[weekday(date)] ?? []))].sort((a, b) => a.from - b.from)
}

/** Whether it is open, and otherwise on which of its days and when it opens; a preview of what the hub would say. */
export function stateAt(s: Schedule, at: Date): { open: boolean; date?: string; day?: Day; minute?: number } {
  let here
  try {
    here = wall(s.time_zone, at)
  } catch {
    return { open: false }
  }
  const { date, minute } = here
  const inside = (list: Interval[], m: number) => list.some((i) => i.from <= m && m < i.to)
  if (inside(on(s, date), minute) || inside(on(s, shifted(date, -1)), minute + 1440)) return { open: true }
  for (let n = 0; n < 400; n++) {
    const then = shifted(date, n)
    const next = on(s, then).find((i) => n > 0 || i.from > minute)
    if (next) return { open: false, date: then, day: weekday(then), minute: next.from }
  }
  return { open: false }
}
