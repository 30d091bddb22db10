import { reactive, ref, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { problemOf } from '@/api'
import { problemText } from '@/app/problems'

/**
 * What is asked before it is done, by a Confirm: which one it is about, whether it is under way, and why it was refused.
 * The question stays open until the work is done.
 */
export function useAsked<T>(work: (one: T) => Promise<unknown>) {
  const { t } = useI18n()
  const one = ref() as Ref<T | undefined>
  const asked = reactive({ open: false, busy: false, error: '' })

  function ask(about: T): void {
    one.value = about
    asked.error = ''
    asked.open = true
  }
  async function confirm(): Promise<void> {
    if (one.value === undefined) return
    asked.busy = true
    asked.error = ''
    try {
      await work(one.value)
      asked.open = false
    } catch (e) {
      asked.error = problemText(t, problemOf(e))
    } finally {
      asked.busy = false
    }
  }
  return { one, asked, ask, confirm }
}
