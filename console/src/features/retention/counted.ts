import { useI18n } from 'vue-i18n'
import type { Expiring, Removed } from '@/api'
import { currentLocale } from '@/app/i18n'
import { dayName } from '@/app/time'

/** Up to so many rows of a kind, and messages of an account, are counted beforehand. */
const most = 10_000

/** What is or would be removed, in words: a line for each kind of which there is something. */
export function useCounted() {
  const { t } = useI18n()
  const number = (n: number) => new Intl.NumberFormat(currentLocale()).format(n)
  const some = (key: string, n: number, shown = number(n)) => t(`retention.n.${key}`, { n: shown }, n)

  function lines(r: Removed, shown = number): string[] {
    const out: string[] = []
    const said = (key: string, n: number) => some(key, n, shown(n))
    if (r.messages > 0) {
      const messages = said('messages', r.messages)
      out.push(r.conversations > 0 ? t('retention.of', { messages, conversations: said('conversations', r.conversations) }) : messages)
    }
    for (const key of ['files', 'raws', 'failed_raws', 'traces'] as const) if (r[key] > 0) out.push(said(key, r[key]))
    return out
  }

  /** What would be removed: counted to a bound, and how far it goes back. */
  function would(e: Expiring): string[] {
    const out = lines(e, (n) => (n < most ? number(n) : t('retention.at_least', { n: number(n) })))
    if (e.oldest_at && e.messages > 0) out.splice(1, 0, t('retention.oldest', { day: dayName(e.oldest_at) }))
    return out
  }
  return { lines, would }
}
