import { ref, watch } from 'vue'

const name = 'switchboard.looked-at'
const here = () => document.hasFocus() && !document.hidden

/** Whether somebody looks at this window. */
export const looking = ref(here())

const look = () => (looking.value = here())
addEventListener('focus', look)
addEventListener('blur', look)
document.addEventListener('visibilitychange', look)

// A lock that lasts as long as one looks tells the other windows of this browser.
let leave: (() => void) | undefined
watch(
  looking,
  (on) => {
    leave?.()
    leave = undefined
    if (on) void navigator.locks?.request(name, { mode: 'shared' }, () => (looking.value ? new Promise<void>((done) => (leave = done)) : undefined)).catch(() => {})
  },
  { immediate: true },
)

/** Whether somebody looks at any window of this browser. */
export async function lookedAt(): Promise<boolean> {
  if (looking.value) return true
  const { held } = (await navigator.locks?.query().catch(() => undefined)) ?? {}
  return held?.some((lock) => lock.name === name) ?? false
}
