import { i18n } from './i18n'
import type { Problem } from '@/api'

type Translate = (key: string, values?: Record<string, unknown>) => string

/** Codes of many causes: the hub's own words say which it is. */
const many = new Set(['account.rating_reasons', 'queue.settings', 'routing.rule', 'routing.words', 'schedule.holiday', 'schedule.interval', 'tag.ruled', 'team.in_use'])
/** What of the hub's words a text alone cannot say. */
const parts: Record<string, RegExp> = { 'wechat.ip_refused': /the address is (\S+)$/ }

/** A refusal in the reader's language; codes that are not translated are told in the hub's own words. */
export function problemText(t: Translate, problem: Problem): string {
  // What keeps a message from its platform may keep an account from being linked.
  const key = ['problem', 'reason'].map((of) => `${of}.${problem.code.replaceAll('.', '_')}`).find((k) => i18n.global.te(k))
  if (key) {
    const text = t(key, { seconds: problem.retryAfter ?? 60 })
    const detail = many.has(problem.code) ? problem.detail : parts[problem.code]?.exec(problem.detail)?.[1]
    return detail ? t('problem.with_detail', { text, detail }) : text
  }
  if (problem.status >= 500) return t('problem.server')
  return problem.detail || t('problem.server')
}
