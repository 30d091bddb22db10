import { useI18n } from 'vue-i18n'
import { useDirectory } from '@/stores/directory'

const capital = (s: string) => s.charAt(0).toUpperCase() + s.slice(1)

/** Names of roles, rights and teams; what has none is shown as the hub calls it. */
export function usePeopleTexts() {
  const { t, te } = useI18n()
  const directory = useDirectory()
  const known = (key: string, otherwise: string) => (te(key) ? t(key) : otherwise)
  // Within a sentence a role is written small; here it stands alone.
  const roleName = (role: string) => capital(known(`role.${role}`, role))
  const roleText = (role: string) => known(`people.role_text.${role}`, '')
  const rightName = (right: string) => known(`right.${right.replaceAll('.', '_')}`, right)
  const teamNames = (ids: string[]) =>
    ids.map((id) => directory.team(id)?.name).filter((name) => name !== undefined)
  return { t, roleName, roleText, rightName, teamNames }
}
