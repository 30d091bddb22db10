/**
 * The chat behind the page: session, history, stream, outbox, and what the
 * host page says. The views read it and are told when it has changed.
 */
import type { Init, ToFrame } from "../shared/protocol.ts";
import type { Attachment, Identity, Message, Session } from "../shared/types.ts";
import type { Api, ApiError } from "./api.ts";
import { delay, Pause } from "./backoff.ts";
import type { Link } from "./connection.ts";
import { Feed } from "./feed.ts";
import type { Host } from "./host.ts";
import { messageNotice, unreadNotice } from "./notices.ts";
import { refusalOf, type Refusal } from "./refusal.ts";
import { read, readAll, readOut, write, writeOut, type Saved } from "./saved.ts";
import { Sender } from "./sender.ts";
import * as S from "./state.ts";
import { Typing } from "./typing.ts";
import { uuid } from "./uuid.ts";
import { Visit } from "./visit.ts";

/** How often it is asked whether somebody is there, how soon after a message, and how long another tab has to send its own. */
const CONFIG_MS = 30000;
const CONFIG_SOON = 5000;
const OTHERS_MS = 3000;

export class Chat {
  state: S.State = S.empty;
  link: Link = { kind: "connecting" };
  refusal: Refusal | null = null;
  /** Whether the first page of history is there. */
  loaded = false;
  saved: Saved;
  visible: boolean;
  readonly typing = new Typing((on) => this.tell("typing", { on }), () => this.changed());

  private readonly visit: Visit;
  private feed: Feed | null = null;
  private sender: Sender;
  private readonly pause = new Pause();
  private readUpto = 0;
  private askedAt = 0;
  /** What the host page keeps of the outbox, by key. */
  private readonly kept = new Map<string, string>();
  /** Messages of other tabs that those are still to send. */
  private readonly theirs = new Set<string>();
  /** Rises with every visitor, so that answers for the one before are dropped. */
  private generation = 0;

  constructor(readonly api: Api, private readonly host: Host, init: Init, private readonly changed: () => void) {
    this.saved = read(init.stored);
    this.state = { ...S.empty, outbox: readAll(init.outbox ?? []) };
    for (const out of this.state.outbox) this.kept.set(out.key, writeOut(out) ?? "");
    this.visit = new Visit(api, host, init);
    this.visible = init.visible;
    this.sender = this.newSender();
    addEventListener("online", () => this.now());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) this.now();
      this.look();
    });
    setInterval(() => void this.refresh(CONFIG_MS), CONFIG_SOON);
  }

  get session(): Session | null {
    return this.visit.session;
  }

  /** speaks is the language that the visitor reads. */
  speaks(locale: string): void {
    this.visit.locale = locale;
  }

  /** now tries again at once whatever is waiting. */
  now(): void {
    this.pause.skip();
    this.feed?.now();
    if (this.session) this.sender.kick();
  }

  /** start opens a session, waiting and trying again as long as that may help. */
  async start(): Promise<void> {
    const generation = this.generation;
    for (let attempt = 0; generation === this.generation; attempt++) {
      this.setLink({ kind: "connecting" });
      try {
        const session = await this.visit.open();
        if (generation !== this.generation) return;
        return await this.begin(session);
      } catch (error) {
        if (generation !== this.generation) return;
        const failure = error as ApiError;
        if (!failure.temporary) return this.refuse(refusalOf(failure));
        const ms = Math.max(failure.retryAfter, delay(attempt));
        this.setLink({ kind: "waiting", until: Date.now() + ms });
        await this.pause.wait(ms);
      }
    }
  }

  async send(text: string, attachments: Attachment[], choice?: { message: string; id: string }): Promise<void> {
    const out: S.Outgoing = { key: uuid(), text, attachments, at: new Date().toISOString(), state: "waiting" };
    this.typing.sent();
    this.update(S.enqueue({ ...this.state, line: null }, choice ? { ...out, choice } : out));
    await this.visit.tellWhere();
    if (this.session) this.sender.kick();
  }

  retry(key: string): void {
    this.update(S.mark(this.state, key, "waiting"));
    this.sender.kick();
  }

  discard(key: string): void {
    this.update(S.discard(this.state, key));
  }

  get loadingOlder(): boolean {
    return this.feed?.loadingOlder ?? false;
  }

  async older(): Promise<void> {
    await this.feed?.older();
  }

  setVisible(on: boolean): void {
    this.visible = on;
    if (!on) this.state = { ...this.state, line: null };
    this.look();
    this.changed();
  }

  save(part: Partial<Saved>): void {
    this.saved = { ...this.saved, ...part };
    this.host.tell({ type: "store", value: write(this.saved) });
  }

  async contact(about: { name?: string; email?: string; phone?: string }): Promise<void> {
    await this.api.tell("contact", about);
    this.save({ contact: "left" });
    this.changed();
  }

  close(): void {
    this.host.tell({ type: "close" });
  }

  /** hear takes what the host page says. */
  hear(message: ToFrame): void {
    switch (message.type) {
      case "visible":
        return this.setVisible(message.on);
      case "identify":
        return this.identify(message.identity);
      case "logout":
        return this.logout();
      case "page":
        this.visit.page = message.page;
        return;
      case "context":
        this.visit.context = message.context;
        return;
      case "outbox":
        return this.elsewhere(message.key, message.value);
      case "token":
        return this.visit.take(message.token);
    }
  }

  /** elsewhere takes what another tab writes: it is shown here too, and sent from here if that tab goes. */
  private elsewhere(key: string, value: string | null): void {
    const out = value === null ? null : readOut(value);
    if (value === null) this.kept.delete(key);
    else this.kept.set(key, value);
    const known = this.state.outbox.some((o) => o.key === key) || this.state.messages.some((m) => m.client_message_id === key);
    if (!out || out.key !== key) this.update(S.discard(this.state, key));
    else if (known) this.update(out.state === "failed" ? S.mark(this.state, key, "failed", out.error) : S.mark(this.state, key, "waiting"));
    else this.update(S.enqueue(this.state, out));
    if (!out || known) return;
    this.theirs.add(key);
    setTimeout(() => {
      this.theirs.delete(key);
      if (this.session) this.sender.kick();
    }, OTHERS_MS);
  }

  /** refresh asks whether somebody is there, unless it was asked lately. */
  private async refresh(every: number): Promise<void> {
    const { session } = this;
    if (!session || !this.watching || this.refusal || Date.now() - this.askedAt < every) return;
    this.askedAt = Date.now();
    try {
      session.config = await this.api.config();
      if (session === this.session) this.changed();
    } catch {
      // It stays as it was.
    }
  }

  private identify(identity: Identity): void {
    this.visit.identity = identity;
    // A session anew: what the visitor wrote moves to the person, with a token of theirs.
    this.reset();
    void this.start();
  }

  private logout(): void {
    if (this.api.token) this.api.tell("logout", {}).catch(() => undefined);
    this.reset();
    this.visit.forget();
    this.update(S.empty);
    this.save({ draft: "", contact: "" });
    if (this.visible) void this.start();
    this.changed();
  }

  private reset(): void {
    this.generation++;
    this.feed?.stop();
    this.feed = null;
    this.sender.stop();
    this.sender = this.newSender();
    this.pause.skip();
    this.visit.session = null;
    this.refusal = null;
    this.loaded = false;
    this.readUpto = 0;
    this.state = { ...S.empty, outbox: S.unsent(this.state.outbox) };
  }

  private async begin(session: Session): Promise<void> {
    const feed = new Feed({
      api: this.api,
      state: () => this.state,
      update: (state) => this.update(state),
      watching: () => this.watching,
      arrived: (message) => this.arrived(message),
      said: (data) => this.said(data),
      link: (link) => this.setLink(link),
      renew: (refused) => this.renew(refused),
    });
    this.feed?.stop();
    this.feed = feed;
    this.askedAt = Date.now();
    await feed.begin(session);
    if (feed !== this.feed) return;
    this.loaded = true;
    this.look();
    this.host.tell(unreadNotice(this.state));
    this.sender.kick();
    this.changed();
  }

  private arrived(message: Message): void {
    this.host.tell(messageNotice(message));
    if (S.fromOthers(message)) this.typing.hear(null);
  }

  private said(data: unknown): void {
    const said = data as { type?: unknown; on?: unknown; name?: unknown } | null;
    if (said?.type === "typing") this.typing.hear(said.on === true ? String(said.name ?? "") : null);
  }

  /** watching says that what arrives now is seen by somebody. */
  private get watching(): boolean {
    return this.visible && !document.hidden;
  }

  /** look tells the hub what has been read, when somebody is looking. */
  private look(): void {
    if (!this.loaded || !this.watching) return;
    void this.refresh(CONFIG_MS);
    this.update(S.seenByVisitor(this.state));
    const last = [...this.state.messages].reverse().find(S.fromOthers);
    const upto = this.state.position?.offset ?? 0;
    if (!last || last.offset <= this.readUpto) return;
    this.readUpto = last.offset;
    this.tell("read", { upto: Math.max(upto, last.offset) });
  }

  private tell(call: string, data: object): void {
    if (!this.session || this.feed?.tell(call, data)) return;
    this.api.tell(call, data).catch(() => undefined);
  }

  /** renew gets another token after one was refused; null if it does not, or not for this conversation. */
  private async renew(refused: string): Promise<string | null> {
    const generation = this.generation;
    const stream = this.session?.stream.channel;
    try {
      const session = await this.visit.renew(refused);
      if (generation !== this.generation) return null;
      if (session.stream.channel === stream) return session.token;
      // Somebody else than before: their conversation is another one.
      this.reset();
      void this.start();
    } catch (error) {
      const failure = error as ApiError;
      if (generation === this.generation && !failure.temporary) this.refuse(refusalOf(failure));
    }
    return null;
  }

  private newSender(): Sender {
    return new Sender({
      next: () => this.state.outbox.find((o) => o.state === "waiting" && !this.theirs.has(o.key)),
      send: (out) => this.api.send(out),
      token: () => this.api.token,
      renew: async (refused) => ((await this.renew(refused)) ? "there" : this.refusal ? "none" : "later"),
      sending: (key) => this.update(S.mark(this.state, key, "sending")),
      waits: (key) => this.update(S.mark(this.state, key, "waiting")),
      failed: (key, code) => {
        this.update(S.mark(this.state, key, "failed", code));
      },
      sent: (key, message) => {
        const known = this.state.messages.some((m) => m.id === message.id);
        this.update(S.sent(this.state, key, message));
        void this.refresh(CONFIG_SOON);
        if (!known) this.arrived(message);
      },
    });
  }

  private refuse(refusal: Refusal): void {
    this.refusal = refusal;
    this.feed?.stop();
    this.host.tell({ type: "failed", code: refusal });
    this.changed();
  }

  private setLink(link: Link): void {
    this.link = link;
    if (link.kind === "waiting") this.typing.hear(null);
    this.changed();
  }

  /** keep has the host page store what waits, each message by itself. */
  private keep(): void {
    const { outbox } = this.state;
    for (const out of outbox) {
      const value = writeOut(out);
      if (value === null || this.kept.get(out.key) === value) continue;
      this.kept.set(out.key, value);
      this.host.tell({ type: "outbox", key: out.key, value });
    }
    for (const key of [...this.kept.keys()]) {
      if (outbox.some((o) => o.key === key)) continue;
      this.kept.delete(key);
      this.host.tell({ type: "outbox", key, value: null });
    }
  }

  private update(state: S.State): void {
    if (state === this.state) return;
    const unread = state.unread !== this.state.unread;
    this.state = state;
    this.keep();
    if (unread) this.host.tell(unreadNotice(this.state));
    this.look();
    this.changed();
  }
}
