import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { api, credentials, must, Problem, type Availability, type Me, type Preferences, type Session } from '@/api'
import { localeFor, setLocale } from '@/app/i18n'
import { keep, kept } from '@/app/keep'
import { setTheme } from '@/app/theme'
import { setTimeZone } from '@/app/time'

/** Who works here. It is asked once per load; the hub ends it with a 401. */
export const useSession = defineStore('session', () => {
  const me = ref<Me>()
  const setupNeeded = ref<boolean>()
  /** Of a demonstration: the page where one writes as a customer. */
  const demo = ref<string>()
  /** Whether somebody was signed in as the page came, and need not sign in. */
  const resumed = ref(false)
  /** Whether somebody else was signed in here before: what the page knows is theirs, and it has to be loaded anew. */
  const another = ref(false)
  let last: string | undefined
  let asked: Promise<void> | undefined

  const signedIn = computed(() => me.value !== undefined)

  function can(permission: string): boolean {
    return me.value?.permissions.includes(permission) ?? false
  }

  async function begin(session: Session): Promise<void> {
    credentials.csrf = session.csrf
    demo.value = session.demo
    asked = Promise.resolve()
    setupNeeded.value = false
    keep('session', 'some')
    another.value ||= last !== undefined && last !== session.me.agent
    last = session.me.agent
    await adopt(session.me as Me)
  }

  async function adopt(who: Me): Promise<void> {
    me.value = who
    setTheme(who.preferences.theme ?? 'system')
    setTimeZone(who.time_zone)
    const locale = localeFor(who.locale)
    if (locale) await setLocale(locale)
  }

  /** Finds out whether somebody is signed in. Without a network it fails and may be asked again. */
  function load(): Promise<void> {
    asked ??= ask().catch((error: unknown) => {
      asked = undefined
      throw error
    })
    return asked
  }

  /** Nobody is asked for who cannot be there: a 401 is an error in every browser's console, and no page can see the cookie. */
  async function ask(): Promise<void> {
    const needed = async () => (setupNeeded.value = (await must(api.GET('/api/v1/setup'))).needed)
    me.value = undefined
    if (location.pathname === '/setup' && location.hash && (await needed())) return
    if (kept('session') !== 'none') {
      try {
        const session = await must(api.GET('/api/v1/session'))
        resumed.value = last === undefined
        return await begin(session)
      } catch (error) {
        if (!(error instanceof Problem && error.status === 401)) throw error
        keep('session', 'none')
      }
    }
    await needed()
  }

  async function signIn(email: string, password: string): Promise<void> {
    await begin(await must(api.POST('/api/v1/session', { body: { email, password } })))
  }

  async function signOut(): Promise<void> {
    await must(api.DELETE('/api/v1/session'))
    forget()
  }

  /** The session is over; what this tab knows of it goes too. */
  function forget(): void {
    me.value = undefined
    keep('session', 'none')
    credentials.csrf = ''
    asked = undefined
  }

  async function setAvailability(availability: Availability, reason = ''): Promise<void> {
    const before = me.value
    if (me.value) me.value = { ...me.value, availability, reason }
    try {
      await must(api.PUT('/api/v1/me/availability', { body: { availability, reason } }))
    } catch (error) {
      me.value = before
      throw error
    }
  }

  async function prefer(preferences: Preferences): Promise<void> {
    const merged = { ...me.value?.preferences, ...preferences }
    if (preferences.theme) setTheme(preferences.theme)
    if (me.value) me.value = { ...me.value, preferences: merged }
    await must(api.PATCH('/api/v1/me', { body: { preferences } }))
  }

  return { me, setupNeeded, demo, resumed, another, signedIn, can, begin, adopt, load, signIn, signOut, forget, setAvailability, prefer }
})
