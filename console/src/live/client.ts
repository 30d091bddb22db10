import { Centrifuge, type SubscribedContext, type Subscription } from 'centrifuge'
import type { Change, Conversation } from '@/api'

/** What the agent's own stream tells; everything else is fetched. */
export type AgentEvent =
  | { type: 'conversation'; conversation: Conversation }
  | { type: 'conversation_gone'; id: string }
  | { type: 'counts' }
  | { type: 'accounts' }
  | { type: 'draft'; conversation: string }
  | { type: 'read'; conversation: string; seq: number }

/** What passes and is never stored. */
export type Ephemeral =
  | { type: 'typing'; conversation: string; on: boolean; who: 'contact' | 'agent'; name?: string }
  | { type: 'presence'; conversation: string; visitor: 'online' | 'offline' }
  | { type: 'viewers'; conversation: string; agents: { id: string; name: string }[] }

export type LiveState = 'idle' | 'connecting' | 'online' | 'offline'

export interface LiveHooks {
  token: () => Promise<string>
  state: (state: LiveState, retryAt?: number) => void
  agent: (event: AgentEvent) => void
  ephemeral: (event: Ephemeral) => void
  /** Connected, again or for the first time: lists have to be fetched. */
  connected: () => void
  /** The hub has closed it and wants no new try with the same token: the session is over, or its rights have changed. */
  ended: () => void
}

/** Milliseconds before a try: doubling to 20 s, half of it by chance, so that a restarted hub is not stormed. */
export function reconnectDelay(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(20_000, 500 * 2 ** Math.min(attempt, 10))
  return Math.round(ceiling / 2 + (ceiling / 2) * random())
}

/** A conversation's stream. Each change carries its rev; `from` is the rev at which the stream was joined. */
export interface ConversationHooks {
  change: (change: Change) => void
  joined: (rev: number) => void
  refused: (code: number) => void
}

/** The connection to the hub's live gateway, by the official client. */
export class LiveClient {
  private readonly client: Centrifuge
  private attempt = 0

  constructor(url: string, hooks: LiveHooks) {
    this.client = new Centrifuge(url, { getToken: hooks.token, timeout: 8000 })
    // The library keeps its delay to itself, and people are told when the next try is.
    const inner = this.client as unknown as { _getReconnectDelay: () => number }
    inner._getReconnectDelay = () => {
      const delay = reconnectDelay(this.attempt++)
      hooks.state('offline', Date.now() + delay)
      return delay
    }
    this.client
      .on('connecting', (c) => hooks.state(c.code === 0 ? 'connecting' : 'offline'))
      .on('connected', () => {
        this.attempt = 0
        hooks.state('online')
        hooks.connected()
      })
      .on('disconnected', (c) => {
        hooks.state('idle')
        if (c.code >= 3500) hooks.ended()
      })
      .on('publication', (p) => hooks.agent(p.data as AgentEvent))
      .on('message', (m) => hooks.ephemeral(m.data as Ephemeral))
  }

  connect(): void {
    this.client.connect()
  }

  close(): void {
    this.client.disconnect()
    for (const subscription of Object.values(this.client.subscriptions())) this.client.removeSubscription(subscription)
  }

  /** Tries at once instead of waiting. */
  retry(): void {
    this.attempt = 0
    this.client.disconnect()
    this.client.connect()
  }

  conversation(id: string, hooks: ConversationHooks): () => void {
    const channel = `conversation:${id}`
    const old = this.client.getSubscription(channel)
    if (old) this.client.removeSubscription(old)
    const subscription: Subscription = this.client.newSubscription(channel, { recoverable: true, positioned: true })
    subscription
      .on('publication', (p) => hooks.change(p.data as Change))
      .on('subscribed', (c: SubscribedContext) => hooks.joined(c.streamPosition?.offset ?? 0))
      .on('unsubscribed', (c) => c.code >= 100 && hooks.refused(c.code))
    subscription.subscribe()
    return () => {
      subscription.removeAllListeners()
      this.client.removeSubscription(subscription)
    }
  }

  /** Says something that nobody waits for; without a connection it is not said. */
  tell(method: 'typing' | 'viewing', data: unknown): void {
    if (this.client.state === 'connected') this.client.rpc(method, data).catch(() => {})
  }
}
