import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { api, must, type CustomField } from '@/api'

export type FieldScope = CustomField['scope']

/** What the workspace keeps of contacts and conversations: few, and known whole. */
export const useFields = defineStore('fields', () => {
  const all = ref<CustomField[]>([])
  let asked: Promise<void> | undefined

  async function load(): Promise<void> {
    all.value = (await must(api.GET('/api/v1/fields'))).items
  }

  /** Asks once for all who show them. */
  function want(): void {
    asked ??= load().catch(() => void (asked = undefined))
  }

  const of = (scope: FieldScope) => all.value.filter((f) => f.scope === scope)
  const contact = computed(() => of('contact'))
  const conversation = computed(() => of('conversation'))

  return { all, contact, conversation, load, want }
})
