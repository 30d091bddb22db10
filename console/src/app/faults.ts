import type { Problem } from '@/api'
import { problemText } from './problems'

type Translate = (key: string, values?: Record<string, unknown>) => string

/** A refusal, sorted to the fields of a form; what belongs to none of them is the rest. */
export interface Faults {
  fields: Record<string, string>
  rest: string
}

export const noFaults: Faults = { fields: {}, rest: '' }

/**
 * Finds the field that a problem is about: where the hub names it (errors of
 * RFC 9457), by the problem's code, or by the setting that its sentence names.
 */
export function faultsOf(t: Translate, problem: Problem, fields: string[], byCode: Record<string, string> = {}): Faults {
  const found: Record<string, string> = {}
  for (const fault of problem.faults) {
    const name = fault.location.split('.').pop() ?? ''
    if (fields.includes(name)) found[name] ??= fault.message
  }
  if (Object.keys(found).length > 0) return { fields: found, rest: '' }
  const text = problemText(t, problem)
  const named = byCode[problem.code] ?? /\bsetting (\w+)/.exec(problem.detail)?.[1]
  return named !== undefined && fields.includes(named) ? { fields: { [named]: text }, rest: '' } : { fields: {}, rest: text }
}
