/**
 * The chat behind the page: session, history, stream, outbox, and what the
 * host page says. The views read it and are told when it has changed.
 */
import type { Init, ToFrame } from "../shared/protocol.ts";
import { isColor } from "../shared/protocol.ts";
import type { Attachment, Context, Identity, Item, Message, Page, Position, Session } from "../shared/types.ts";
import { ApiError, type Api } from "./api.ts";
import { delay, Pause } from "./backoff.ts";
import { Connection, type Link } from "./connection.ts";
import type { Host } from "./host.ts";
import { read, write, type Saved } from "./saved.ts";
import { Sender } from "./sender.ts";
import * as S from "./state.ts";

/** Why there is no chat: the hub refuses this visitor or this page. */
export type Refusal = "identity" | "origin" | "account" | "ended";

const TYPING_TTL = 6000;
const TYPING_EVERY = 3000;
const RENEW_EVERY = 20000;

export class Chat {
  state: S.State = S.empty;
  session: Session | null = null;
  link: Link = { kind: "connecting" };
  refusal: Refusal | null = null;
  /** Whether the first page of history is there. */
  loaded = false;
  loadingOlder = false;
  /** Who is typing on the other side; null when nobody is. */
  typing: string | null = null;
  saved: Saved;
  visible: boolean;
  locale = "en";

  private identity: Identity | null;
  private token: string | null;
  private page: Page | null;
  private context: Context | null;
  private told = "";
  private connection: Connection | null = null;
  private sender: Sender;
  private readonly pause = new Pause();
  private typingTimer = 0;
  private typedAt = 0;
  private readUpto = 0;
  private renewing: Promise<string | null> | null = null;
  private renewedAt = 0;
  /** Rises with every visitor, so that answers for the one before are dropped. */
  private generation = 0;

  constructor(private readonly api: Api, private readonly host: Host, init: Init, private readonly changed: () => void) {
    this.saved = read(init.stored);
    this.state = { ...S.empty, outbox: this.saved.outbox };
    this.identity = init.identity;
    this.token = init.token;
    this.page = init.page;
    this.context = init.context;
    this.visible = init.visible;
    this.sender = this.newSender();
    addEventListener("online", () => this.now());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) this.now();
      this.look();
    });
    addEventListener("focus", () => this.look());
  }

  /** now tries again at once whatever is waiting. */
  now(): void {
    this.pause.skip();
    this.connection?.now();
    if (this.session) this.sender.kick();
  }

  /** start opens a session, waiting and trying again as long as that may help. */
  async start(): Promise<void> {
    const generation = this.generation;
    for (let attempt = 0; generation === this.generation; attempt++) {
      this.setLink({ kind: "connecting" });
      try {
        await this.open();
        if (generation !== this.generation) return;
        return await this.begin();
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
    const out: S.Outgoing = {
      key: uuid(),
      text,
      attachments,
      at: new Date().toISOString(),
      state: "waiting",
      ...(choice && { choice }),
    };
    this.typedAt = 0;
    this.update(S.enqueue({ ...this.state, line: null }, out));
    this.save({});
    await this.tellWhere();
    if (this.session) this.sender.kick();
  }

  retry(key: string): void {
    this.update(S.mark(this.state, key, "waiting"));
    this.save({});
    this.sender.kick();
  }

  discard(key: string): void {
    this.update(S.discard(this.state, key));
    this.save({});
  }

  async older(): Promise<void> {
    if (this.loadingOlder || !this.state.more || !this.session) return;
    const generation = this.generation;
    this.loadingOlder = true;
    this.changed();
    try {
      const page = await this.api.history(S.before(this.state));
      if (generation === this.generation) this.state = S.older(this.state, page);
    } catch {
      // The button and the next scroll ask again.
    }
    this.loadingOlder = false;
    this.changed();
  }

  setVisible(on: boolean): void {
    this.visible = on;
    if (!on) this.state = { ...this.state, line: null };
    this.look();
    this.changed();
  }

  /** typed says that the visitor is writing, or has stopped. */
  typed(on: boolean): void {
    const now = Date.now();
    if (on && now - this.typedAt < TYPING_EVERY) return;
    if (!on && this.typedAt === 0) return;
    this.typedAt = on ? now : 0;
    this.tell("typing", { on });
  }

  save(part: Partial<Saved>): void {
    this.saved = { ...this.saved, ...part, outbox: this.state.outbox };
    this.host.tell({ type: "store", value: write(this.saved) });
  }

  async contact(about: { name?: string; email?: string; phone?: string }): Promise<void> {
    await this.api.tell("contact", about);
    this.save({ contact: "left" });
    this.changed();
  }

  upload(file: File, progress: (part: number) => void, signal: AbortSignal): Promise<Attachment> {
    return this.api.upload(file, progress, signal);
  }

  fileLink(address: string): string | null {
    return this.api.link(address);
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
        this.page = message.page;
        return;
      case "context":
        this.context = message.context;
        return;
    }
  }

  private identify(identity: Identity): void {
    this.identity = identity;
    // A session anew: what the visitor wrote moves to the person, with a token of theirs.
    this.reset();
    void this.start();
  }

  private logout(): void {
    if (this.api.token) this.api.tell("logout", {}).catch(() => undefined);
    this.identity = null;
    this.token = null;
    this.reset();
    this.api.token = "";
    this.state = S.empty;
    this.host.tell({ type: "token", token: null });
    this.save({ draft: "", contact: "" });
    if (this.visible) void this.start();
    this.changed();
  }

  private reset(): void {
    this.generation++;
    this.connection?.stop();
    this.connection = null;
    this.sender.stop();
    this.sender = this.newSender();
    this.pause.skip();
    this.session = null;
    this.refusal = null;
    this.loaded = false;
    this.readUpto = 0;
    this.state = { ...S.empty, outbox: this.state.outbox };
  }

  /** open gets a session for the token or the identity at hand, or for somebody new. */
  private async open(): Promise<Session> {
    this.api.token = "";
    const { token, identity, locale, page, context } = this;
    const session = await this.api.session({ token, identity, locale, page, context });
    if (isColor(session.config.color)) this.host.tell({ type: "config", color: session.config.color });
    if (!session.token) throw new ApiError(401, "widget.identity_required");
    this.told = this.where();
    this.token = session.token;
    this.session = session;
    this.host.tell({ type: "token", token: session.token });
    return session;
  }

  private async begin(): Promise<void> {
    const { stream, unread, status } = this.session!;
    const generation = this.generation;
    if (stream.offset > 0) {
      const page = await this.api.history();
      if (generation !== this.generation) return;
      this.state = S.newest(this.state, page, true);
    } else {
      this.state = { ...this.state, position: { offset: stream.offset, epoch: stream.epoch } };
    }
    this.state = S.unreadSince(S.standing(this.state, status), unread);
    this.loaded = true;
    this.connection = new Connection({
      api: this.api,
      channel: stream.channel,
      position: () => this.state.position,
      heard: {
        publication: (data, at) => this.publication(data as Item, at),
        message: (data) => this.message(data),
        subscribed: (at, recovered) => void this.subscribed(at, recovered),
      },
      link: (link) => this.setLink(link),
      renew: () => this.renew(),
    });
    this.look();
    this.tellUnread();
    this.sender.kick();
    this.changed();
  }

  private publication(item: Item, at: Position): void {
    const known = this.state.messages.length;
    this.update(S.publish(this.state, item, at, this.watching));
    if (item.type !== "message") return;
    if (this.state.messages.length > known) this.tellMessage(item.message);
    if (S.fromOthers(item.message)) this.setTyping(null);
    this.look();
  }

  /** subscribed closes the gap between what is here and where the stream is. */
  private async subscribed(at: Position, recovered: boolean): Promise<void> {
    const here = this.state.position;
    if (recovered || (here && here.epoch === at.epoch && here.offset >= at.offset)) return;
    const generation = this.generation;
    for (let attempt = 0; generation === this.generation; attempt++) {
      try {
        const page = await this.api.history();
        if (generation !== this.generation) return;
        this.update(S.newest(this.state, page, this.watching));
        return this.look();
      } catch (error) {
        if (!(error as ApiError).temporary) return;
        await new Promise((resolve) => setTimeout(resolve, Math.max((error as ApiError).retryAfter, delay(attempt))));
      }
    }
  }

  private message(data: unknown): void {
    const said = data as { type?: unknown; on?: unknown; name?: unknown } | null;
    if (said?.type === "typing") this.setTyping(said.on === true ? String(said.name ?? "") : null);
  }

  private setTyping(name: string | null): void {
    clearTimeout(this.typingTimer);
    if (name !== null) this.typingTimer = window.setTimeout(() => this.setTyping(null), TYPING_TTL);
    if (name === this.typing) return;
    this.typing = name;
    this.changed();
  }

  /** watching says that what arrives now is seen by somebody. */
  private get watching(): boolean {
    return this.visible && !document.hidden && document.hasFocus();
  }

  /** look tells the hub what has been read, when somebody is looking. */
  private look(): void {
    if (!this.loaded || !this.visible || document.hidden) return;
    this.update(S.seenByVisitor(this.state));
    const last = [...this.state.messages].reverse().find(S.fromOthers);
    const upto = this.state.position?.offset ?? 0;
    if (!last || last.offset <= this.readUpto) return;
    this.readUpto = last.offset;
    this.tell("read", { upto: Math.max(upto, last.offset) });
  }

  private tell(call: string, data: object): void {
    if (!this.session || this.connection?.tell(call, data)) return;
    this.api.tell(call, data).catch(() => undefined);
  }

  /** renew opens a session again after a token was refused; two at a time are one. */
  private renew(): Promise<string | null> {
    this.renewing ??= this.renewOnce().finally(() => (this.renewing = null));
    return this.renewing;
  }

  private async renewOnce(): Promise<string | null> {
    const generation = this.generation;
    const stream = this.session?.stream.channel;
    if (Date.now() - this.renewedAt < RENEW_EVERY) {
      this.refuse("ended");
      return null;
    }
    this.renewedAt = Date.now();
    try {
      const session = await this.open();
      if (generation !== this.generation) return null;
      if (session.stream.channel === stream) return session.token;
      // Somebody else than before: their conversation is another one.
      this.reset();
      this.session = session;
      void this.begin();
      return null;
    } catch (error) {
      if (generation === this.generation && !(error as ApiError).temporary) this.refuse(refusalOf(error as ApiError));
      return null;
    }
  }

  /** tellWhere lets the agents know the page that a message is written on. */
  private async tellWhere(): Promise<void> {
    if (!this.session || this.told === this.where()) return;
    this.told = this.where();
    const { token, locale, page, context } = this;
    await this.api.session({ token, identity: null, locale, page, context }).catch(() => undefined);
  }

  private where(): string {
    return JSON.stringify([this.page?.url, this.context]);
  }

  private newSender(): Sender {
    return new Sender({
      next: () => this.state.outbox.find((o) => o.state === "waiting"),
      send: (out) => this.api.send(out),
      renew: async () => (await this.renew()) !== null,
      sending: (key) => this.update(S.mark(this.state, key, "sending")),
      waits: (key) => this.update(S.mark(this.state, key, "waiting")),
      failed: (key, code) => {
        this.update(S.mark(this.state, key, "failed", code));
        this.save({});
      },
      sent: (key, message) => {
        const known = this.state.messages.some((m) => m.id === message.id);
        this.update(S.sent(this.state, key, message));
        this.save({});
        if (!known) this.tellMessage(message);
      },
    });
  }

  private refuse(refusal: Refusal): void {
    this.refusal = refusal;
    this.connection?.stop();
    this.host.tell({ type: "failed", code: refusal });
    this.changed();
  }

  private setLink(link: Link): void {
    this.link = link;
    if (link.kind === "waiting") this.setTyping(null);
    this.changed();
  }

  private update(state: S.State): void {
    if (state === this.state) return;
    const unread = state.unread !== this.state.unread;
    this.state = state;
    if (unread) this.tellUnread();
    this.changed();
  }

  private tellUnread(): void {
    const last = [...this.state.messages].reverse().find(S.fromOthers);
    const about = this.state.unread > 0 ? last : undefined;
    const text = about?.text || about?.attachments?.[0]?.name || "";
    this.host.tell({ type: "unread", count: this.state.unread, name: (about?.name ?? "").slice(0, 256), text: text.slice(0, 300) });
  }

  private tellMessage(m: Message): void {
    this.host.tell({ type: "message", id: m.id, from: m.from, name: (m.name ?? "").slice(0, 256), text: m.text, sent_at: m.sent_at });
  }
}

function refusalOf(error: ApiError): Refusal {
  if (error.status === 401) return "identity";
  return error.status === 403 ? "origin" : "account";
}

/** uuid works without a secure context too: a hub may be tried over plain HTTP. */
function uuid(): string {
  const b = crypto.getRandomValues(new Uint8Array(16));
  b[6] = (b[6]! & 0x0f) | 0x40;
  b[8] = (b[8]! & 0x3f) | 0x80;
  const hex = Array.from(b, (v) => v.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
