import { useI18n } from 'vue-i18n'
import type { Setting } from '@/api'
import { currentLocale } from '@/app/i18n'
import { duration } from './caps'

/** Bytes as people say them: 20 MB, 512 kB. */
export function bytes(n: number): string {
  const [value, unit] = n >= 1 << 20 ? [n / (1 << 20), 'megabyte'] : n >= 1024 ? [n / 1024, 'kilobyte'] : [n, 'byte']
  return new Intl.NumberFormat(currentLocale(), { style: 'unit', unit, maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)
}

/** The key of the word for a setting that is left out. No value is called so: "none" is one. */
const unset = 'unset'

/** The words of this feature. What has none of its own is shown as the hub calls it. */
export function useAccountTexts() {
  const { t, te } = useI18n()
  const known = (key: string, otherwise: string) => (te(key) ? t(key) : otherwise)

  const channelName = (channel: string) => known(`channel.${channel}`, channel)
  const humanised = (key: string) => key.charAt(0).toUpperCase() + key.slice(1).replaceAll('_', ' ')

  /** A word on a setting; where kinds of account differ, that of the kind. */
  const word = (what: string, channel: string, key: string, kind: string | undefined, otherwise: string) =>
    known(`accounts.field.${channel}.${key}.${what}_${kind}`, known(`accounts.field.${channel}.${key}.${what}`, known(`accounts.field.any.${key}.${what}`, otherwise)))

  const label = (channel: string, key: string, kind?: string) => word('label', channel, key, kind, humanised(key))
  const help = (channel: string, s: Setting, kind?: string) => word('help', channel, s.key, kind, s.help)
  function option(channel: string, key: string, value: string): string {
    const of = (where: string, otherwise: string) => known(`accounts.field.${where}.${key}.options.${value || unset}`, otherwise)
    return of(channel, of('any', value || t('accounts.option_none')))
  }
  function failure(name: string): string {
    return known(`accounts.failure.${name}`, name)
  }
  function time(d: ReturnType<typeof duration>): string {
    return t(`accounts.time.${d.unit}`, { n: d.n }, d.n)
  }
  return { t, te, known, channelName, label, help, option, failure, time }
}
