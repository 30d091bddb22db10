import { useI18n } from 'vue-i18n'
import { api, must, problemOf, type Upload } from '@/api'
import { problemText } from '@/app/problems'
import { shortMoment } from '@/app/time'
import { newClientId, type Outgoing } from '@/stores/outbox'
import { toast } from '@/ui/toasts'

export interface Written {
  text: string
  attachments: (Upload & Pick<Outgoing['attachments'][number], 'kind'>)[]
  reply_to?: string
  mail?: Outgoing['mail']
}

/** Gives the hub what is to be sent at a time to come. */
export function useLater() {
  const { t } = useI18n()
  /** The id of a try that may have arrived: the same once more is the same message. */
  let tried: { what: string; id: string } | undefined

  async function schedule(id: string, w: Written, at: Date): Promise<boolean> {
    const { mail, ...rest } = w
    const body = { ...rest, ...mail, attachments: w.attachments.map((a) => ({ blob: a.blob, name: a.name, ...(a.kind ? { kind: a.kind } : {}) })), send_at: at.toISOString() }
    const what = JSON.stringify([id, body])
    if (tried?.what !== what) tried = { what, id: newClientId() }
    try {
      await must(api.POST('/api/v1/conversations/{id}/messages', { params: { path: { id } }, body: { ...body, client_message_id: tried.id, visibility: 'public' } }))
      tried = undefined
      toast(t('scheduled.done', { time: shortMoment(at) }))
      return true
    } catch (error) {
      toast(problemText(t, problemOf(error)), { bad: true })
      return false
    }
  }
  return { schedule }
}
