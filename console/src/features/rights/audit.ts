import { useI18n } from 'vue-i18n'
import type { AuditRow } from '@/api'
import { useAccountTexts } from '@/features/accounts/texts'
import { usePeopleTexts } from '@/features/people/usePeopleTexts'
import { useDirectory } from '@/stores/directory'

/** What can be asked for: how the actions begin. */
export const topics = ['session', 'agent', 'invitation', 'role', 'team', 'account', 'api_key', 'contact', 'conversation', 'bulk', 'canned_reply', 'field', 'tag', 'routing', 'queue', 'schedule', 'raw', 'job'] as const

const uuid = /^[0-9a-f]{8}-[0-9a-f-]{27}$/

/** The log in words; what has none is told as the hub calls it. */
export function useAuditTexts() {
  const { t, te } = useI18n()
  const { roleName, rightName } = usePeopleTexts()
  const { channelName } = useAccountTexts()
  const directory = useDirectory()

  function action(r: AuditRow): string {
    const key = `audit.action.${r.action.replaceAll('.', '_')}`
    return te(key) ? t(key) : r.action
  }

  const named = (id: string) => directory.agentName(id) ?? directory.team(id)?.name ?? directory.account(id)?.name

  /** Whom or what it was done to, where that has a name. */
  function target(r: Pick<AuditRow, 'action' | 'target'> & Partial<AuditRow>): string {
    if (r.action.startsWith('role.')) return roleName(r.target)
    if (!uuid.test(r.target)) return r.target
    return r.target === r.actor?.id ? '' : (named(r.target) ?? '')
  }

  function detail(r: AuditRow): string {
    const text = r.detail ?? ''
    const [first = '', ...rest] = text.split(' ')
    if (text === target(r)) return '' // a name that is said already
    if (r.action.startsWith('role.') && text) {
      return [te(`rights.scope.${first}`) ? t(`rights.scope.${first}`) : first, ...rest.map(rightName)].join(t('canned.and'))
    }
    if (uuid.test(text)) return named(text) ?? ''
    if (r.action === 'agent.created') return roleName(text)
    if (r.action === 'invitation.created') return [roleName(first), ...rest].join(' ')
    if (r.action === 'agent.availability_changed') return [te(`availability.${first}`) ? t(`availability.${first}`) : first, ...rest].join(' ')
    if (r.action.startsWith('canned_reply.')) return text.replace(/^(personal|team|shared) /, (_, scope: string) => `${t(`canned.scope.${scope}`)} /`)
    if (r.action === 'agent.updated') return text.split(', ').map(changed).join(t('canned.and'))
    if (r.action === 'retention.set') return kept(text)
    if (r.action.startsWith('bulk.') && /^\d+$/.test(text)) return t('audit.conversations', { n: Number(text) }, Number(text))
    return text
  }

  /** How long things are kept, as it was set. */
  function kept(text: string): string {
    const { messages, ...kinds } = JSON.parse(text) as { raws: number; failed_raws: number; traces: number; messages: Record<string, number> }
    const days = (n: number) => (n ? t('retention.n_days', { n }, n) : t('retention.forever'))
    const all = [...Object.entries(messages).map(([c, n]) => [channelName(c), n] as const), ...Object.entries(kinds).map(([k, n]) => [t(`retention.${k}`), n] as const)]
    return all.map(([what, n]) => t('retention.set', { what, days: days(n) })).join(t('canned.and'))
  }

  /** One change of an agent, such as "teams" or "role supervisor". */
  function changed(what: string): string {
    const [key = '', name] = what.split(' ')
    if (!te(`audit.changed.${key}`)) return what
    return t(`audit.changed.${key}`, { name: name ? roleName(name) : '' })
  }
  return { action, target, detail }
}
