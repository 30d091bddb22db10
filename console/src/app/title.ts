import { watchEffect } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute } from 'vue-router'
import { useAlerts } from '@/stores/alerts'
import { useInboxCounts } from '@/stores/counts'

/** The tab's title and picture carry the number of conversations that wait for a look: what counts is chosen in the profile. */
export function useTitle(): void {
  const { t } = useI18n()
  const route = useRoute()
  const counts = useInboxCounts()
  const alerts = useAlerts()
  watchEffect(() => {
    const n = (alerts.settings.mine.title ? (counts.counts?.mine_unread ?? 0) : 0) + alerts.beside.size
    const page = route.meta.title ? `${t(route.meta.title)} · ` : ''
    document.title = `${n > 0 ? `(${n > 99 ? '99+' : n}) ` : ''}${page}${t('app.name')}`
    const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]')
    const wanted = n > 0 ? '/favicon-unread.svg' : '/favicon.svg'
    if (icon && !icon.href.endsWith(wanted)) icon.href = wanted
  })
}
