import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { api, must, problemOf } from '@/api'
import { useSession } from './session'
import { LiveClient, type AgentEvent, type ConversationHooks, type Ephemeral, type LiveState } from '@/live/client'

type Listener<T> = (event: T) => void

class Listeners<T> {
  private readonly all = new Set<Listener<T>>()

  add(listener: Listener<T>): () => void {
    this.all.add(listener)
    return () => this.all.delete(listener)
  }

  tell(event: T): void {
    for (const listener of this.all) listener(event)
  }
}

/** The live connection, its state for the banner, and who listens to it. */
export const useLive = defineStore('live', () => {
  const state = ref<LiveState>('idle')
  const retryAt = ref<number>()
  const network = ref(navigator.onLine)
  const client = shallowRef<LiveClient>()
  const agent = new Listeners<AgentEvent>()
  const ephemeral = new Listeners<Ephemeral>()
  const connected = new Listeners<void>()
  const session = useSession()

  /** Offline is said only after a connection was lost, not while the first is made. */
  const offline = computed(() => !network.value || state.value === 'offline')
  const online = computed(() => state.value === 'online')

  addEventListener('online', () => ((network.value = true), retry()))
  addEventListener('offline', () => (network.value = false))

  function start(): void {
    if (client.value) return
    client.value = new LiveClient(location.href, {
      own: () => `agent:${session.me?.agent ?? ''}`,
      token: async () => (await must(api.POST('/api/v1/live/token'))).token,
      state: (s, at) => {
        // While it tries again it is still offline: no flicker.
        if (s === 'offline' && at === undefined && state.value === 'offline') return
        state.value = s
        retryAt.value = at
      },
      agent: (e) => agent.tell(e),
      ephemeral: (e) => ephemeral.tell(e),
      connected: () => connected.tell(),
      ended: () => void ended(),
    })
    client.value.connect()
  }

  /**
   * Whoever is still signed in gets a new token; for others the client has heard of it by the 401. It waits a little:
   * a change of one's password ends the old session before the answer brings the new one.
   */
  async function ended(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 2000))
    try {
      await must(api.GET('/api/v1/me'))
    } catch (error) {
      if (problemOf(error).status === 401) return
    }
    setTimeout(retry, 2000)
  }

  function stop(): void {
    client.value?.close()
    client.value = undefined
    state.value = 'idle'
  }

  function retry(): void {
    client.value?.retry()
  }

  function follow(id: string, hooks: ConversationHooks): () => void {
    return client.value?.conversation(id, hooks) ?? (() => {})
  }

  function tell(method: 'typing' | 'viewing', data: unknown): void {
    client.value?.tell(method, data)
  }

  return {
    state, retryAt, offline, online, start, stop, retry, follow, tell,
    onAgent: (l: Listener<AgentEvent>) => agent.add(l),
    onEphemeral: (l: Listener<Ephemeral>) => ephemeral.add(l),
    onConnected: (l: Listener<void>) => connected.add(l),
  }
})
