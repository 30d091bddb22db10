import type { Finding } from '@/api'
import { currentLocale } from '@/app/i18n'

type Measure = NonNullable<Finding['measured']>

/** A number as people say it, and the key of its unit where it has one. */
export function said({ value, unit }: Measure): { n: string; unit?: string } {
  const number = (v: number, digits = 0) => new Intl.NumberFormat(currentLocale(), { maximumFractionDigits: digits }).format(v)
  switch (unit) {
    case 'bytes':
      return { n: size(value) }
    case 'days':
      return { n: number(Math.floor(value)), unit }
    case 'ms':
      return { n: number(value, value < 10 ? 1 : 0), unit }
    case 'seconds':
      return { n: number(value), unit }
  }
  return { n: number(value) }
}

function size(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte']
  let i = 0
  for (; bytes >= 1000 && i < units.length - 1; i++) bytes /= 1000
  return new Intl.NumberFormat(currentLocale(), { style: 'unit', unit: units[i], maximumFractionDigits: bytes < 100 && i > 0 ? 1 : 0 }).format(bytes)
}
