import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { api, must, type Tag } from '@/api'
import { useLive } from './live'

/** The tags that there are, with their colours: few, and known whole. */
export const useTags = defineStore('tags', () => {
  const all = ref<Tag[]>([])
  let asked: Promise<void> | undefined

  async function load(): Promise<void> {
    all.value = (await must(api.GET('/api/v1/tags'))).items
  }

  /** Asks once for all who show them, and again when a colleague has changed one. */
  function want(): void {
    asked ??= load().catch(() => void (asked = undefined))
  }
  useLive().onAgent((e) => {
    if (e.type === 'desk' && e.what === 'tags' && asked) void load().catch(() => {})
  })

  /** A tag that is put on something for the first time is one from then on. */
  function met(scope: Tag['scope'], name: string): void {
    if (!all.value.some((t) => t.scope === scope && t.name === name)) all.value = [...all.value, { id: '', scope, name }]
  }

  const of = (scope: Tag['scope']) => all.value.filter((t) => t.scope === scope)
  const contact = computed(() => of('contact'))
  const conversation = computed(() => of('conversation'))

  return { all, contact, conversation, load, want, met }
})
