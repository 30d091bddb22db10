import { computed, nextTick, ref, watch, type Ref } from 'vue'
import { put, triggerAt, type Mark } from './trigger'

/** What a list above the field can do for its keys. */
export interface Box {
  move: (by: 1 | -1) => void
  choose: () => void
  /** The id of the option that Enter would take. */
  active: string | undefined
  /** The options are those of an older query: what is chosen now is taken from those that come. */
  waiting?: boolean
}

/** Leads a key to the list. Reports whether it was the list's; Enter is, as long as nobody knows what the list will have. */
export function lead(box: Box | undefined, e: KeyboardEvent): boolean {
  const chooses = (e.key === 'Enter' || e.key === 'Tab') && !e.shiftKey
  if (chooses && (!box || box.waiting)) box?.choose()
  else if (!box?.active) return false
  else if (e.key === 'ArrowDown') box.move(1)
  else if (e.key === 'ArrowUp') box.move(-1)
  else if (chooses) box.choose()
  else return false
  return true
}

/** Opens a list for what is typed behind a mark, and leads the keys to it while the focus stays in the field. */
export function useSuggest(area: Ref<HTMLTextAreaElement | undefined>, text: Ref<string>, mark: () => Mark | undefined) {
  const caret = ref(0)
  const focused = ref(false)
  const box = ref<Box>()
  const dismissed = ref<number>()

  const typed = computed(() => {
    const m = mark()
    return m && focused.value ? triggerAt(text.value, caret.value, m) : undefined
  })
  const open = computed(() => (typed.value && typed.value.from !== dismissed.value ? typed.value : undefined))
  watch(typed, (now) => now ?? (dismissed.value = undefined))

  function look(): void {
    caret.value = area.value?.selectionStart ?? 0
    focused.value = document.activeElement === area.value
  }

  /** Reports whether the key was the list's. */
  function key(e: KeyboardEvent): boolean {
    if (!open.value || e.isComposing || e.keyCode === 229 || e.ctrlKey || e.metaKey || e.altKey) return false
    if (e.key === 'Escape') dismissed.value = open.value.from
    else if (!lead(box.value, e)) return false
    e.preventDefault()
    e.stopPropagation()
    return true
  }

  /** Puts a text where the mark stands. */
  async function insert(chosen: string): Promise<void> {
    if (!typed.value) return
    const next = put(text.value, typed.value, chosen)
    text.value = next.text
    await place(next.caret)
  }

  /** Writes the mark itself, for who does not know it. */
  async function begin(m: Mark): Promise<void> {
    const at = area.value?.selectionStart ?? text.value.length
    const space = /[\x21-\x7e]$/.test(text.value.slice(0, at)) ? ' ' : ''
    text.value = text.value.slice(0, at) + space + m + text.value.slice(at)
    dismissed.value = undefined
    await place(at + space.length + 1)
  }

  async function place(at: number): Promise<void> {
    await nextTick()
    area.value?.focus()
    area.value?.setSelectionRange(at, at)
    look()
  }

  return { open, box, look, key, insert, begin, blur: () => (focused.value = false) }
}
