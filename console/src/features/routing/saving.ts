import { ref, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { problemOf } from '@/api'
import { faultsOf, noFaults, type Faults } from '@/app/faults'
import { toast } from '@/ui/toasts'

interface Options {
  /** The fields whose faults are shown beside them, and those of refusals that do not name theirs. */
  fields: string[]
  codes?: Record<string, string>
  saved: () => void
}

/** A form in a dialog: it is saved once at a time, closes when it is, and says otherwise what is wrong with which field. */
export function useSaving(open: Ref<boolean>, { fields, codes, saved }: Options): { busy: Ref<boolean>; faults: Ref<Faults>; save: (work: () => Promise<unknown>) => Promise<void> } {
  const { t } = useI18n()
  const busy = ref(false)
  const faults = ref(noFaults)

  async function save(work: () => Promise<unknown>): Promise<void> {
    busy.value = true
    faults.value = noFaults
    try {
      await work()
      toast(t('routing.saved'))
      open.value = false
      saved()
    } catch (e) {
      faults.value = faultsOf(t, problemOf(e), fields, codes)
    } finally {
      busy.value = false
    }
  }
  return { busy, faults, save }
}
