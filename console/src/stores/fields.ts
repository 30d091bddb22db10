import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { api, must, type CustomField } from '@/api'

export type FieldScope = CustomField['scope']

/** What the workspace keeps of contacts and conversations: few, and known whole. */
export const useFields = defineStore('fields', () => {
  const all = ref<CustomField[]>([])
  let asked: Promise<void> | undefined
  let questions = 0
  /** The number of the question whose answer is shown: one that comes later than its successor's is old. */
  let answered = 0

  async function load(): Promise<void> {
    const question = ++questions
    const { items } = await must(api.GET('/api/v1/fields'))
    if (question < answered) return
    answered = question
    all.value = items
  }

  /** Shows another order at once: what was asked before does not know it. */
  function arrange(fields: CustomField[]): void {
    answered = ++questions
    all.value = fields
  }

  /** Asks once for all who show them. */
  function want(): void {
    asked ??= load().catch(() => void (asked = undefined))
  }

  const of = (scope: FieldScope) => all.value.filter((f) => f.scope === scope)
  const contact = computed(() => of('contact'))
  const conversation = computed(() => of('conversation'))

  return { all, contact, conversation, load, arrange, want }
})
