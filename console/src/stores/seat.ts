import { defineStore } from 'pinia'
import { ref } from 'vue'
import { api, must, type Availability } from '@/api'
import { hubClock } from '@/api/clock'
import type { Seat } from '@/api/routing'
import { useSession } from './session'

const every = 30_000

/** What the agent has in hand and could take. Asked when the number of own conversations changes, and now and then. */
export const useSeat = defineStore('seat', () => {
  const seat = ref<Seat>()
  const session = useSession()
  let soon: ReturnType<typeof setTimeout> | undefined
  let ending: ReturnType<typeof setTimeout> | undefined
  let turn = 0
  let setting: Promise<void> = Promise.resolve()

  async function load(): Promise<void> {
    const mine = ++turn
    try {
      const got = await must(api.GET('/api/v1/me/seat'))
      if (mine !== turn) return
      seat.value = got
      // The hub changes the availability too: a pause begins and ends by itself.
      const me = session.me
      if (me && (me.availability !== got.availability || (me.reason ?? '') !== (got.reason ?? ''))) session.me = { ...me, availability: got.availability, reason: got.reason }
      clearTimeout(ending)
      if (got.until) ending = setTimeout(() => void load(), Math.max(1000, Date.parse(got.until) - hubClock.now() + 500))
    } catch {
      // What was known stays; the next change or look asks again.
    }
  }

  function changed(): void {
    soon ??= setTimeout(() => {
      soon = undefined
      void load()
    }, 400)
  }

  /** Sets one after the other: what was chosen last is what the hub hears last. */
  async function set(availability: Availability, reason = ''): Promise<void> {
    const mine = ++turn // what is under way was asked before
    setting = setting.catch(() => undefined).then(() => session.setAvailability(availability, reason))
    await setting
    if (mine === turn) await load()
  }

  /** Looks now and then, while the page is shown, until it is told to stop. */
  function keep(): () => void {
    const look = () => document.visibilityState === 'visible' && void load()
    const timer = setInterval(look, every)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      clearTimeout(soon)
      clearTimeout(ending)
      soon = undefined
      document.removeEventListener('visibilitychange', look)
    }
  }

  return { seat, load, changed, set, keep }
})
