import { watchEffect } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute } from 'vue-router'
import { useInboxCounts } from '@/stores/counts'

/** The tab's title and picture carry the number of unread conversations. */
export function useTitle(): void {
  const { t } = useI18n()
  const route = useRoute()
  const counts = useInboxCounts()
  watchEffect(() => {
    const n = counts.counts?.mine_unread ?? 0
    const page = route.meta.title ? `${t(route.meta.title)} · ` : ''
    document.title = `${n > 0 ? `(${n > 99 ? '99+' : n}) ` : ''}${page}${t('app.name')}`
    const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]')
    const wanted = n > 0 ? '/favicon-unread.svg' : '/favicon.svg'
    if (icon && !icon.href.endsWith(wanted)) icon.href = wanted
  })
}
