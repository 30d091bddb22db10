import { Centrifuge, type SubscribedContext, type Subscription } from 'centrifuge'
import type { Availability, Change, Conversation } from '@/api'
import { Poll } from './poll'

/** What the agent's own stream tells; everything else is fetched. */
export type AgentEvent =
  | { type: 'conversation'; conversation: Conversation }
  | { type: 'conversation_gone'; id: string }
  | { type: 'counts' }
  | { type: 'accounts' }
  | { type: 'draft'; conversation: string }
  | { type: 'read'; conversation: string; seq: number }
  | { type: 'bulk'; id: string }
  | { type: 'desk'; what: 'canned_replies' | 'fields' | 'tags' }
  | { type: 'schedule_failed'; conversation: string; id: string; writer: string; code: string; text: string }
  | { type: 'mention' | 'mention_gone'; conversation: string; message: string; by?: string }
  | { type: 'availability'; agent: string; availability: Availability; reason?: string; since?: string; disabled?: boolean }

/** What a bot would answer to the customer's message of this seq. */
export interface Suggestion {
  text: string
  bot: string
  seq: number
}

/** What passes and is never stored. */
export type Ephemeral =
  | { type: 'typing'; conversation: string; on: boolean; who: 'contact' | 'agent'; name?: string }
  | { type: 'presence'; conversation: string; visitor: 'online' | 'offline' }
  | { type: 'viewers'; conversation: string; agents: { id: string; name: string }[] }
  | { type: 'suggestions'; conversation: string; items: Suggestion[] }

export type LiveState = 'idle' | 'connecting' | 'online' | 'offline'

export interface LiveHooks {
  token: () => Promise<string>
  /** The agent's own stream. */
  own: () => string
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

/** Where a socket that does not come is given up for a poll: tries in a row, or milliseconds. */
const patience = { tries: 3, ms: 6000 }
/** Milliseconds between tries of the socket while polls do its work. */
const lookAgain = 45_000

/** The connection to the hub's live gateway, by the official client; by polls where sockets do not pass. */
export class LiveClient {
  private readonly client: Centrifuge
  private readonly poll: Poll
  private readonly followed = new Map<string, ConversationHooks>()
  private attempt = 0
  private waiting?: ReturnType<typeof setTimeout>
  private reading?: ReturnType<typeof setTimeout>

  constructor(
    base: string,
    private readonly hooks: LiveHooks,
  ) {
    const url = new URL('/connection/websocket', base)
    url.protocol = url.protocol.replace('http', 'ws')
    this.client = new Centrifuge(url.href, { getToken: hooks.token, timeout: 8000 })
    this.poll = this.polls(new URL('/connection/poll', base).href)
    // The library keeps its delay to itself, and people are told when the next try is.
    const inner = this.client as unknown as { _getReconnectDelay: () => number }
    inner._getReconnectDelay = () => this.failed()
    this.client
      .on('connecting', (c) => {
        this.expect()
        this.say(c.code === 0 ? 'connecting' : 'offline')
      })
      .on('connected', () => {
        this.settle()
        this.poll.stop()
        hooks.state('online')
        hooks.connected()
      })
      .on('disconnected', (c) => {
        this.settle()
        if (c.code >= 3500) {
          this.poll.stop()
          hooks.ended()
        }
        this.say('idle')
      })
      .on('publication', (p) => hooks.agent(p.data as AgentEvent))
      .on('message', (m) => hooks.ephemeral(m.data as Ephemeral))
  }

  /** While polls do the work, what becomes of the socket is nobody's concern. */
  private say(state: LiveState, retryAt?: number): void {
    if (!this.poll.on) this.hooks.state(state, retryAt)
  }

  private settle(): void {
    this.attempt = 0
    clearTimeout(this.waiting)
    this.waiting = undefined
  }

  /** Some proxies answer a socket's request with silence. */
  private expect(): void {
    this.waiting ??= setTimeout(() => {
      this.waiting = undefined
      this.fallBack()
      if (this.client.state === 'connecting') this.expect()
    }, patience.ms)
  }

  /** A try has failed; it says when the next one is. */
  private failed(): number {
    if (this.poll.on) return lookAgain
    const delay = reconnectDelay(this.attempt++)
    this.say('offline', Date.now() + delay)
    if (this.attempt >= patience.tries) this.fallBack()
    return delay
  }

  private fallBack(): void {
    if (this.client.state === 'connecting' && !this.poll.on && navigator.onLine) this.poll.start([this.hooks.own(), ...this.followed.keys()])
  }

  private polls(url: string): Poll {
    return new Poll(url, {
      token: this.hooks.token,
      begun: () => {
        this.hooks.state('online')
        this.hooks.connected()
      },
      answered: () => this.readAgain(),
      publication: (channel, data) => {
        const followed = this.followed.get(channel)
        if (followed) followed.change(data as Change)
        else this.hooks.agent(data as AgentEvent)
      },
      message: (data) => this.hooks.ephemeral(data as Ephemeral),
      joined: (channel, offset) => this.followed.get(channel)?.joined(offset),
      refused: (channel) => this.followed.get(channel)?.refused(103),
      ended: (signedOut) => {
        clearTimeout(this.reading)
        this.hooks.state('offline')
        if (signedOut) this.hooks.ended()
        else this.retry()
      },
    })
  }

  /** The agent's own stream has no memory: what passed between two polls is in the lists. */
  private readAgain(): void {
    clearTimeout(this.reading)
    this.reading = setTimeout(() => this.poll.on && this.hooks.connected(), 3000)
  }

  connect(): void {
    this.client.connect()
  }

  close(): void {
    this.poll.stop()
    this.client.disconnect()
    clearTimeout(this.reading)
    for (const subscription of Object.values(this.client.subscriptions())) this.client.removeSubscription(subscription)
  }

  /** Tries at once instead of waiting. */
  retry(): void {
    this.client.disconnect()
    this.settle()
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
    this.followed.set(channel, hooks)
    this.poll.add(channel)
    return () => {
      subscription.removeAllListeners()
      this.client.removeSubscription(subscription)
      if (this.followed.get(channel) !== hooks) return
      this.followed.delete(channel)
      this.poll.remove(channel)
    }
  }

  /** Says something that nobody waits for; without a socket it is not said. */
  tell(method: 'typing' | 'viewing', data: unknown): void {
    if (this.client.state === 'connected') this.client.rpc(method, data).catch(() => {})
  }
}
