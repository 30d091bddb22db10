import { hubClock } from '@/api/clock'
import { currentLocale } from './i18n'

const formats = new Map<string, Intl.DateTimeFormat>()

function format(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${currentLocale()} ${zone ?? ''} ${name}`
  let f = formats.get(key)
  if (!f) formats.set(key, (f = new Intl.DateTimeFormat(currentLocale(), { ...options, ...(zone ? { timeZone: zone } : {}) })))
  return f
}

let zone: string | undefined

/** Times are shown in the agent's own time zone, wherever the browser is. */
export function setTimeZone(name: string | undefined): void {
  try {
    zone = name ? new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone : undefined
  } catch {
    zone = undefined
  }
}

type When = string | number | Date
const date = (at: When) => (at instanceof Date ? at : new Date(at))

export const clock = (at: When) => format('clock', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(date(at))
export const exact = (at: When) => format('exact', { dateStyle: 'full', timeStyle: 'medium' }).format(date(at))
export const shortMoment = (at: When) =>
  format('moment', { month: 'short', day: 'numeric', weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(date(at))

/** A day as a number that is the same for all of its moments. */
export const dayOf = (at: When) => format('day', { year: 'numeric', month: '2-digit', day: '2-digit' }).format(date(at))

/** "Today", "yesterday", or the date. */
export function dayName(at: When, now = hubClock.now()): string {
  const relative = new Intl.RelativeTimeFormat(currentLocale(), { numeric: 'auto' })
  if (dayOf(at) === dayOf(now)) return capital(relative.format(0, 'day'))
  if (dayOf(at) === dayOf(now - 86_400_000)) return capital(relative.format(-1, 'day'))
  const sameYear = format('year', { year: 'numeric' }).format(date(at)) === format('year', { year: 'numeric' }).format(date(now))
  return sameYear
    ? format('this-year', { month: 'long', day: 'numeric', weekday: 'long' }).format(date(at))
    : format('other-year', { year: 'numeric', month: 'long', day: 'numeric' }).format(date(at))
}

const capital = (s: string) => s.charAt(0).toUpperCase() + s.slice(1)

/** For a narrow column: the time today, the day otherwise. */
export function brief(at: When, now = hubClock.now()): string {
  if (dayOf(at) === dayOf(now)) return clock(at)
  return format('brief', { month: 'numeric', day: 'numeric' }).format(date(at))
}

/** A span in its one largest unit: 45s, 3m, 2h, 4d. */
export function span(milliseconds: number): { n: number; unit: 's' | 'm' | 'h' | 'd' } {
  const s = Math.max(0, Math.floor(milliseconds / 1000))
  if (s < 60) return { n: s, unit: 's' }
  if (s < 3600) return { n: Math.floor(s / 60), unit: 'm' }
  if (s < 86_400) return { n: Math.floor(s / 3600), unit: 'h' }
  return { n: Math.floor(s / 86_400), unit: 'd' }
}

/** What is left of a pause or a promise, as a clock counts down: 0:42, 3:05, 2:10:00. */
export function left(milliseconds: number): string {
  const s = Math.max(0, Math.ceil(milliseconds / 1000))
  const two = (n: number) => String(n).padStart(2, '0')
  if (s < 3600) return `${Math.floor(s / 60)}:${two(s % 60)}`
  return `${Math.floor(s / 3600)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`
}
