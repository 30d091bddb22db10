import { isColor, isContext, isIdentity, post, receiveInHost, type Peer, type ToFrame, type ToHost } from "../shared/protocol.ts";
import { pickLocale } from "../shared/locale.ts";
import type { Context, Identity } from "../shared/types.ts";
import { logout, Refused, resume } from "./calls.ts";
import { currentPage, watchPage } from "./page.ts";
import { narrow } from "./sheet.ts";
import { Storage } from "./storage.ts";
import { TitleFlash } from "./title.ts";
import { View } from "./view.ts";

export interface Options {
  /** Where the loader came from, ending in /widget/v1/. */
  base: URL;
  account: string;
  locale: string | null;
  theme: string;
  side: string;
  color: string | null;
  nonce: string;
}

export type Listener = (detail: Record<string, unknown>) => void;

/** A day after the last message the frame is no longer loaded ahead, only asked for by what is unread. */
const ACTIVE_MS = 24 * 3600 * 1000;
const CHECK_MS = 30 * 1000;
const READY_MS = 12 * 1000;

/** user names who an identity is about, as far as a change of person can be told without its key. */
function user(identity: Identity): string {
  return identity.user_id ?? claim(identity.token ?? "");
}

function claim(token: string): string {
  try {
    const body = token.split(".")[1]!.replace(/-/g, "+").replace(/_/g, "/");
    return String((JSON.parse(atob(body)) as { sub?: unknown }).sub);
  } catch {
    return "";
  }
}

/** Widget is one account's widget on one page: it keeps the token and speaks with the frame. */
export class Widget {
  private readonly storage: Storage;
  private readonly view: View;
  private readonly flash = new TitleFlash();
  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly frame: Peer;
  private identity: Identity | null = null;
  private context: Context | null = null;
  private wanted: string | null;
  private ready = false;
  private unread = 0;
  private waiting = 0;
  private before: Element | null = null;
  private asked = false;
  /** The last look for what is unread, while it is on its way; one before that no longer counts. */
  private checking: Promise<void> = Promise.resolve();

  constructor(private readonly options: Options) {
    this.storage = new Storage(options.account);
    this.frame = { window: null, origin: options.base.origin };
    this.wanted = options.locale;
    this.view = new View(
      { toggle: () => this.toggle(), open: () => this.open(), close: () => this.close(), retry: () => this.mount() },
      options,
    );
    const color = options.color ?? this.storage.get("color");
    if (color && isColor(color)) this.view.color(color);
    this.follow();
    addEventListener("message", (event) => {
      const message = receiveInHost(event, this.frame);
      if (message) this.hear(message);
    });
    watchPage(() => {
      this.view.attach();
      this.tell({ type: "page", page: currentPage() });
    });
    this.storage.watch({
      token: (token) => this.elsewhere(token),
      outbox: (key, value) => this.tell({ type: "outbox", key, value }),
    });
    if (this.wasOpen() && !narrow.matches) this.show(false);
    else if (this.storage.get("token")) this.background();
  }

  open(): void {
    if (!this.view.isOpen) this.show(true);
  }

  close(): void {
    if (!this.view.isOpen) return;
    const inside = document.activeElement === this.view.host;
    this.view.show(false);
    this.remember(false);
    this.tell({ type: "visible", on: false });
    // Focus goes back to what opened the chat, unless the visitor has moved on.
    if (inside) (this.before instanceof HTMLElement && this.before.isConnected ? this.before : this.view.launcher).focus();
    this.emit("state", { open: false });
  }

  toggle(): void {
    if (this.view.isOpen) this.close();
    else this.open();
  }

  identify(identity: unknown): void {
    if (!isIdentity(identity)) throw new TypeError("Switchboard: identify needs {token} or {user_id, user_hash}");
    const who = user(identity);
    const known = this.storage.get("user");
    if (known !== null && known !== who) this.logout();
    this.identity = identity;
    this.storage.set("user", who);
    if (this.frame.window) this.tell({ type: "identify", identity });
    else this.background(known !== who);
  }

  logout(): void {
    const token = this.storage.get("token");
    this.identity = null;
    for (const key of ["token", "user", "state", "active", "checked"] as const) this.storage.set(key, null);
    this.storage.clearOutbox();
    this.checking = Promise.resolve();
    if (this.ready) this.tell({ type: "logout" });
    else if (token) logout(this.base(), token).catch(() => this.emit("error", { code: "network" }));
    this.count(0, "", "");
  }

  setLocale(locale: unknown): void {
    this.wanted = String(locale);
    this.speak();
  }

  setContext(context: unknown): void {
    if (!isContext(context)) throw new TypeError("Switchboard: setContext needs up to 32 texts, numbers or booleans");
    this.context = context;
    this.tell({ type: "context", context });
  }

  on(event: unknown, listener: unknown): () => void {
    const key = String(event);
    const set = this.listeners.get(key) ?? new Set();
    this.listeners.set(key, set.add(listener as Listener));
    if (key === "ready" && this.ready) (listener as Listener)({});
    return () => set.delete(listener as Listener);
  }

  private base(): string {
    return new URL(encodeURIComponent(this.options.account), this.options.base).href;
  }

  /** show opens the panel; focus goes in only when a person asked for it. */
  private show(asked: boolean): void {
    this.asked = asked;
    this.before = asked ? document.activeElement : null;
    if (this.before === this.view.host || this.before === document.body) this.before = null;
    this.view.attach();
    this.view.show(true);
    this.remember(true);
    this.flash.stop();
    if (!this.frame.window) this.mount();
    this.tell({ type: "visible", on: true });
    if (asked && this.ready) this.view.focusFrame();
    this.emit("state", { open: true });
  }

  /** background looks for what is unread, and keeps a conversation alive that is going on. */
  private background(anew = false): void {
    if (Date.now() - Number(this.storage.get("active")) < ACTIVE_MS && this.storage.get("token")) {
      this.mount();
      return;
    }
    if (!anew && Date.now() - Number(this.storage.get("checked")) < CHECK_MS) return;
    this.storage.set("checked", String(Date.now()));
    const about = { locale: this.locale(), page: currentPage() };
    const checking = resume(this.base(), this.storage.get("token"), this.identity, about)
      .then((found) => {
        if (!found || this.ready || this.checking !== checking) return;
        this.storage.set("token", found.token);
        if (this.frame.window) return;
        this.color(found.color);
        this.count(found.unread, "", "");
        if (found.unread > 0) this.mount();
      })
      .catch((error: unknown) => this.emit("error", { code: error instanceof Refused ? "identity" : "network" }));
    this.checking = checking;
  }

  /** elsewhere hears that another tab has got a token, or has logged out. */
  private elsewhere(token: string | null): void {
    if (token === null) this.identity = null;
    this.tell({ type: "token", token });
  }

  private mount(): void {
    this.ready = false;
    const src = new URL(`frame/${encodeURIComponent(this.options.account)}`, this.options.base);
    // The frame answers to this origin only; frame-ancestors has the last word.
    src.hash = encodeURIComponent(location.origin);
    this.frame.window = this.view.mount(src.href).contentWindow;
    clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => this.view.stuck(), READY_MS);
  }

  private tell(message: ToFrame): void {
    if (this.ready) post(this.frame, message);
  }

  private hear(message: ToHost): void {
    switch (message.type) {
      case "ready":
        clearTimeout(this.waiting);
        // An identity may be good for one session only, and changes its token: the frame goes on with that one.
        if (this.identity) void this.checking.then(() => this.greet());
        else this.greet();
        return;
      case "token":
        return this.storage.set("token", message.token);
      case "store":
        return this.storage.set("state", message.value);
      case "outbox":
        return this.storage.setOutbox(message.key, message.value);
      case "config":
        return this.color(message.color);
      case "unread":
        return this.count(message.count, message.name, message.text);
      case "close":
        return this.close();
      case "failed":
        return this.emit("error", { code: message.code });
      case "message": {
        const { id, from, name, text, sent_at } = message;
        this.storage.set("active", String(Date.now()));
        return this.emit("message", { id, from, name, text, sent_at });
      }
    }
  }

  private greet(): void {
    this.ready = true;
    this.view.loaded();
    post(this.frame, {
      type: "init",
      token: this.storage.get("token"),
      identity: this.identity,
      locale: this.wanted ?? (document.documentElement.lang || null),
      theme: this.options.theme,
      page: currentPage(),
      context: this.context,
      stored: this.storage.get("state"),
      outbox: this.storage.outbox(),
      visible: this.view.isOpen,
    });
    if (this.view.isOpen && this.asked) this.view.focusFrame();
    this.emit("ready", {});
  }

  private count(count: number, name: string, text: string): void {
    const more = count > this.unread;
    const changed = count !== this.unread;
    this.unread = count;
    this.view.unread(count, name, text);
    if (more) this.flash.start(this.view.title());
    if (count === 0) this.flash.stop();
    if (changed) this.emit("unread", { count });
  }

  private color(color: string): void {
    if (!isColor(color) || this.options.color) return;
    this.storage.set("color", color);
    this.view.color(color);
  }

  private locale() {
    return pickLocale(this.wanted, document.documentElement.lang, navigator.language);
  }

  /** follow takes the page's language as it changes; speak puts it to use, unless another one is wanted. */
  private follow(): void {
    const take = () => this.speak();
    take();
    new MutationObserver(take).observe(document.documentElement, { attributes: true, attributeFilter: ["lang"] });
  }

  private speak(): void {
    this.view.locale(this.locale());
    const locale = this.wanted ?? document.documentElement.lang;
    if (locale) this.tell({ type: "locale", locale });
  }

  private emit(event: string, detail: Record<string, unknown>): void {
    for (const listener of this.listeners.get(event) ?? []) {
      try {
        listener(detail);
      } catch (error) {
        // The page's mistake is the page's to see, and stops nobody else.
        setTimeout(() => {
          throw error;
        });
      }
    }
  }

  private remember(open: boolean): void {
    try {
      sessionStorage.setItem(`switchboard.${this.options.account}.open`, open ? "1" : "");
    } catch {
      // Without storage it opens anew by hand.
    }
  }

  private wasOpen(): boolean {
    try {
      return sessionStorage.getItem(`switchboard.${this.options.account}.open`) === "1";
    } catch {
      return false;
    }
  }
}
