import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { alertsOf, type Topic } from '@/app/alerts'
import { looking } from '@/app/looking'
import { notify, type Told } from '@/app/notify'
import { chime } from '@/app/sound'
import { useSession } from './session'

const every = 10_000

/** How somebody who does not look at the page is told of what concerns them. */
export const useAlerts = defineStore('alerts', () => {
  const session = useSession()
  const settings = computed(() => alertsOf(session.me?.preferences))
  /** Conversations that the title counts, beside the unread ones of one's own. */
  const beside = shallowRef<ReadonlySet<string>>(new Set())
  /** What was given to one and not looked at yet. */
  const ringing = shallowRef<ReadonlySet<string>>(new Set())
  let timer: ReturnType<typeof setInterval> | undefined

  watch(looking, (on) => on && (beside.value = new Set()))

  /** Once, as the settings of its topic say. */
  function tell(topic: Topic, told: Told): void {
    const s = settings.value[topic]
    if (s.sound) void chime('message')
    if (s.desktop) void notify(told)
    if (s.title && topic !== 'mine' && !looking.value) beside.value = new Set([...beside.value, told.conversation])
  }

  /** Again and again, until somebody takes it up. */
  function ring(told: Told): void {
    if (ringing.value.has(told.conversation)) return
    ringing.value = new Set([...ringing.value, told.conversation])
    if (settings.value.mine.desktop) void notify(told)
    again()
    timer ??= setInterval(again, every)
  }
  const again = () => settings.value.mine.sound && void chime('ring')

  function hush(id?: string): void {
    ringing.value = new Set(id ? [...ringing.value].filter((x) => x !== id) : [])
    if (ringing.value.size > 0) return
    clearInterval(timer)
    timer = undefined
  }

  return { settings, beside, ringing, tell, ring, hush }
})
