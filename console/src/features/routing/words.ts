import { useI18n } from 'vue-i18n'
import type { Schedule, Then, When } from '@/api/routing'
import { useAccountTexts } from '@/features/accounts/texts'
import { useDirectory } from '@/stores/directory'
import { languageName } from '../panel/language'
import { priorityName } from '../thread/line'
import { clockOf, stateAt, stretches } from './week'

/** "Open now", or when it opens, in the clock of its own zone. */
export function useStateWords() {
  const { t } = useI18n()
  return (s: Schedule, now: number): string => {
    const state = stateAt(s, new Date(now))
    if (state.open) return t('routing.open_now')
    if (state.day === undefined || state.minute === undefined) return t('routing.never_opens')
    const far = Date.parse(`${state.date}T00:00:00Z`) - now > 7 * 86_400_000
    return t('routing.opens', { day: far ? state.date : t(`routing.day.${state.day}`), time: clockOf(state.minute) })
  }
}

export type RuleWords = ReturnType<typeof useRuleWords>

/** What rules say, in plain words. What a rule names and is gone is said to be gone. */
export function useRuleWords(names: { schedule: (id: string) => string | undefined; list: (id: string) => string | undefined }) {
  const { t, te } = useI18n()
  const directory = useDirectory()
  const { channelName } = useAccountTexts()
  const all = (words: (string | undefined)[], joint = 'or') => words.map((w) => w ?? t('routing.gone')).join(t(`routing.${joint}`))
  const quoted = (words: string[]) => words.slice(0, 4).map((w) => t('routing.quoted', { word: w })).join(t('panel.list_comma')) + (words.length > 4 ? t('routing.and_more', { n: words.length }) : '')

  /** The hours of a rule alone, written out. */
  function ownHours(s: Schedule | undefined): string {
    if (!s) return t('routing.own_hours')
    const week = stretches(s).map((x) => {
      const whole = x.from === 'monday' && x.to === 'sunday'
      const day = whole ? t('routing.daily') : x.from === x.to ? t(`routing.day.${x.from}`) : t('routing.days_to', { from: t(`routing.day.${x.from}`), to: t(`routing.day.${x.to}`) })
      return `${day} ${x.hours}`
    })
    return t('routing.in_own_hours', { what: week.join(t('panel.list_comma')) || t('routing.own_hours'), zone: s.time_zone })
  }

  function when(w: When): string[] {
    const out: string[] = []
    if (w.accounts?.length) out.push(t('routing.if.accounts', { what: all(w.accounts.map((a) => directory.account(a)?.name)) }))
    if (w.channels?.length) out.push(t('routing.if.channels', { what: all(w.channels.map(channelName)) }))
    if (w.kinds?.length) out.push(t('routing.if.kinds', { what: all(w.kinds.map((k) => (te(`kind.${k}`) ? t(`kind.${k}`) : k))) }))
    if (w.new !== undefined) out.push(t(w.new ? 'routing.if.new' : 'routing.if.returning'))
    if (w.vip !== undefined) out.push(t(w.vip ? 'routing.if.vip' : 'routing.if.not_vip'))
    if (w.tags?.any?.length) out.push(t('routing.if.tags_any', { what: all(w.tags.any) }))
    if (w.tags?.all?.length) out.push(t('routing.if.tags_all', { what: all(w.tags.all, 'and') }))
    if (w.tags?.none?.length) out.push(t('routing.if.tags_none', { what: all(w.tags.none) }))
    if (w.hours) out.push(t(w.hours.open ? 'routing.if.open' : 'routing.if.closed', { what: w.hours.schedule ? all([names.schedule(w.hours.schedule)]) : ownHours(w.hours.window) }))
    if (w.languages?.length) out.push(t('routing.if.languages', { what: all(w.languages.map((l) => (l === 'und' ? t('routing.unknown_language') : languageName(l)))) }))
    const pages = [...(w.page?.prefix ?? []), ...(w.page?.contains ?? [])]
    if (pages.length) out.push(t('routing.if.page', { what: quoted(pages) }))
    const words = [w.keywords?.words?.length ? quoted(w.keywords.words) : '', ...(w.keywords?.lists ?? []).map((l) => t('routing.list_named', { name: names.list(l) ?? t('routing.gone') }))].filter(Boolean)
    if (words.length) out.push(t(`routing.if.keywords_${w.keywords?.match ?? 'contains'}`, { what: words.join(t('routing.or')) }))
    if (w.direction) out.push(t(`routing.if.${w.direction}`))
    return out
  }

  function then(x: Then): string[] {
    const out: string[] = []
    if (x.screen) out.push(t(`routing.do.${x.screen}`))
    if (x.team) out.push(t('routing.do.team', { what: all([directory.team(x.team)?.name]) }))
    if (x.agent) out.push(t('routing.do.agent', { what: all([directory.agentName(x.agent)]) }))
    if (x.bot) out.push(t('routing.do.bot', { what: x.bot }))
    if (x.skills?.length) out.push(t('routing.do.skills', { what: all(x.skills, 'and') }))
    if (x.language) out.push(t('routing.do.language', { what: languageName(x.language) }))
    if (x.priority !== undefined) out.push(t('routing.do.priority', { what: priorityName(x.priority, (k, v) => t(k, v ?? {})) }))
    if (x.tags?.length) out.push(t('routing.do.tags', { what: quoted(x.tags) }))
    if (x.reply) out.push(t('routing.do.reply', { what: x.reply.length > 40 ? `${x.reply.slice(0, 40)}…` : x.reply }))
    return out
  }
  return { when, then }
}
