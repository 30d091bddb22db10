import { i18n } from './i18n'
import type { Problem } from '@/api'

type Translate = (key: string, values?: Record<string, unknown>) => string

/** A refusal in the reader's language; codes that are not translated are told in the hub's own words. */
export function problemText(t: Translate, problem: Problem): string {
  const key = `problem.${problem.code.replaceAll('.', '_')}`
  if (i18n.global.te(key)) return t(key, { seconds: problem.retryAfter ?? 60 })
  if (problem.status >= 500) return t('problem.server')
  return problem.detail || t('problem.server')
}
