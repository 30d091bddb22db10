import { useI18n } from 'vue-i18n'
import type { Setting } from '@/api'
import { currentLocale } from '@/app/i18n'
import { duration } from './caps'

/** Bytes as people say them: 20 MB, 512 kB. */
export function bytes(n: number): string {
  const [value, unit] = n >= 1 << 20 ? [n / (1 << 20), 'megabyte'] : n >= 1024 ? [n / 1024, 'kilobyte'] : [n, 'byte']
  return new Intl.NumberFormat(currentLocale(), { style: 'unit', unit, maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)
}

/** The words of this feature. What has none of its own is shown as the hub calls it. */
export function useAccountTexts() {
  const { t, te } = useI18n()
  const known = (key: string, otherwise: string) => (te(key) ? t(key) : otherwise)

  const channelName = (channel: string) => known(`channel.${channel}`, channel)
  const humanised = (key: string) => key.charAt(0).toUpperCase() + key.slice(1).replaceAll('_', ' ')

  function label(channel: string, key: string): string {
    return known(`accounts.field.${channel}.${key}.label`, known(`accounts.field.any.${key}.label`, humanised(key)))
  }
  function help(channel: string, s: Setting): string {
    return known(`accounts.field.${channel}.${s.key}.help`, known(`accounts.field.any.${s.key}.help`, s.help))
  }
  function option(channel: string, key: string, value: string): string {
    const of = (where: string, otherwise: string) => known(`accounts.field.${where}.${key}.options.${value || 'none'}`, otherwise)
    return of(channel, of('any', value || t('accounts.option_none')))
  }
  function failure(name: string): string {
    return known(`accounts.failure.${name}`, name)
  }
  function time(d: ReturnType<typeof duration>): string {
    return t(`accounts.time.${d.unit}`, { n: d.n }, d.n)
  }
  return { t, te, channelName, label, help, option, failure, time }
}
