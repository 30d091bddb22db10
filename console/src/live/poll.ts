/** A place in a stream. */
interface Position {
  offset: number
  epoch: string
}

interface Answer {
  channels: Record<string, Position & { publications: { offset: number; data: unknown }[]; recovered: boolean }>
  messages: unknown[]
}

export interface PollHooks {
  token: () => Promise<string>
  /** The first answer is here: what the streams say comes from now on. */
  begun: () => void
  /** An answer came; between two of them something may have passed the streams without memory. */
  answered: () => void
  publication: (channel: string, data: unknown) => void
  message: (data: unknown) => void
  /** A stream is followed from this offset on; what came before has to be read. */
  joined: (channel: string, offset: number) => void
  /** This one may not have the stream any more. */
  refused: (channel: string) => void
  /** Nobody answers any more, or the session is over. A first question without an answer ends in silence. */
  ended: (signedOut: boolean) => void
}

const waitSeconds = 25
const unknown: Position = { offset: 0, epoch: '' }
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** The same streams as the socket's, by one request after the other: for networks that break sockets. */
export class Poll {
  private readonly channels = new Map<string, Position>()
  private request?: AbortController
  private running = false
  private answered = false
  private turn = 0

  constructor(
    private readonly url: string,
    private readonly hooks: PollHooks,
  ) {}

  /** Whether it has answers: from the first one on it stands in for the socket. */
  get on(): boolean {
    return this.answered
  }

  start(channels: Iterable<string>): void {
    if (this.running) return
    this.running = true
    this.channels.clear()
    for (const c of channels) this.channels.set(c, unknown)
    void this.run(++this.turn)
  }

  stop(): void {
    this.running = this.answered = false
    this.turn++
    this.request?.abort()
  }

  /** The question that waits does not know of it: it is asked anew. */
  add(channel: string): void {
    if (!this.running) return
    this.channels.set(channel, unknown)
    this.request?.abort()
  }

  remove(channel: string): void {
    this.channels.delete(channel)
  }

  private async run(turn: number): Promise<void> {
    const mine = () => turn === this.turn
    let token = ''
    let refusals = 0
    for (let first = true; mine(); ) {
      const asked = Date.now()
      try {
        token ||= await this.hooks.token()
        if (!mine()) return
        const response = await this.ask(token, first ? 0 : waitSeconds)
        if (!mine()) return
        if (!response.ok) {
          if (++refusals > 3) return this.end(response.status === 401)
          if (response.status === 401) token = ''
          else if (response.status === 403) this.deny()
          else await pause(1000 * refusals)
          continue
        }
        const answer = (await response.json()) as Answer
        if (!mine()) return
        refusals = 0
        first = false
        if (!this.answered) {
          this.answered = true
          this.hooks.begun()
        }
        this.take(answer)
        this.hooks.answered()
        // What comes in a burst is fetched together.
        if (Date.now() - asked < 50) await pause(150)
      } catch (error) {
        if (!mine()) return
        if (error instanceof DOMException && error.name === 'AbortError') continue
        return this.end(false)
      }
    }
  }

  private async ask(token: string, wait: number): Promise<Response> {
    const request = (this.request = new AbortController())
    const late = setTimeout(() => request.abort(new Error('late')), (wait + 15) * 1000)
    try {
      return await fetch(this.url, {
        method: 'POST', signal: request.signal, credentials: 'omit', headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ token, channels: Object.fromEntries(this.channels), wait }),
      })
    } finally {
      clearTimeout(late)
    }
  }

  private take(answer: Answer): void {
    for (const [channel, said] of Object.entries(answer.channels)) {
      const at = this.channels.get(channel)
      if (!at) continue // left while it was asked for
      if (said.epoch) this.channels.set(channel, { offset: said.offset, epoch: said.epoch })
      if (!said.recovered && said.epoch) this.hooks.joined(channel, said.offset)
      for (const p of said.publications) this.hooks.publication(channel, p.data)
    }
    for (const m of answer.messages) this.hooks.message(m)
  }

  /** One of the conversations is not to be seen any more; the agent's own stream always is. */
  private deny(): void {
    for (const channel of [...this.channels.keys()]) {
      if (channel.startsWith('agent:')) continue
      this.channels.delete(channel)
      this.hooks.refused(channel)
    }
  }

  private end(signedOut: boolean): void {
    const was = this.answered
    this.stop()
    if (was || signedOut) this.hooks.ended(signedOut)
  }
}
