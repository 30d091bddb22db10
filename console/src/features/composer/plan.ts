import { onScopeDispose, ref, watch, type Ref } from 'vue'
import { api, must, type Caps, type Plan, type Upload } from '@/api'

/** A guess that costs nothing: below it, a text of one part needs no question. */
function surelyOne(caps: Caps | undefined, text: string, attachments: number): boolean {
  if (!caps || attachments > 0) return false
  const max = caps.text.max
  return max <= 0 || new TextEncoder().encode(text).length * 2 < max
}

/** Asks the hub how an answer would leave: in how many parts, and what the channel would refuse. */
export function usePlan(conversation: () => string, draft: () => { text: string; attachments: Upload[]; public: boolean }, caps: Ref<Caps | undefined>) {
  const plan = ref<Plan>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0

  watch(
    () => [conversation(), JSON.stringify(draft()), caps.value] as const,
    () => {
      clearTimeout(timer)
      const d = draft()
      const mine = ++asked
      if (!d.public || (!d.text.trim() && d.attachments.length === 0) || surelyOne(caps.value, d.text, d.attachments.length)) {
        plan.value = undefined
        return
      }
      timer = setTimeout(async () => {
        try {
          const answer = await must(
            api.POST('/api/v1/conversations/{id}/plan', {
              params: { path: { id: conversation() } },
              body: { text: d.text, attachments: d.attachments.map((a) => ({ blob: a.blob, name: a.name })) },
            }),
          )
          if (mine === asked) plan.value = answer
        } catch {
          if (mine === asked) plan.value = undefined // the hub plans again when it is sent
        }
      }, 350)
    },
  )
  onScopeDispose(() => clearTimeout(timer))
  return plan
}
