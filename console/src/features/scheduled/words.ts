import { Problem, type Message } from '@/api'
import { problemText } from '@/app/problems'

type Translate = (key: string, values?: Record<string, unknown>) => string

/** What a scheduled message says, or what it brings where it says nothing. */
export const saidOf = (m: Message, t: Translate) => m.text || t(`kind.${m.attachments[0]?.kind ?? 'file'}`)

/** Why one did not leave. */
export const whyNot = (e: { code: string; text: string } | undefined, t: Translate) => (e ? problemText(t, new Problem(422, e.code, e.text)) : t('scheduled.not_sent'))
