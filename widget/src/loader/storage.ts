/**
 * What a visitor's browser keeps, in the host page's own storage: third-party
 * storage of the frame may be blocked or partitioned. Where there is no
 * localStorage the token alone lives in a cookie; else in memory.
 */
import { OUTBOX_MAX } from "../shared/protocol.ts";

export type Key = "token" | "user" | "state" | "color" | "active" | "checked";

/** What another tab of the same visitor has changed. */
export interface Elsewhere {
  token(value: string | null): void;
  outbox(key: string, value: string | null): void;
}

export class Storage {
  private readonly memory = new Map<string, string>();
  constructor(private readonly account: string) {}

  get(key: Key): string | null {
    const name = this.name(key);
    try {
      const value = localStorage.getItem(name);
      if (value !== null) return value;
    } catch {
      // Storage is blocked.
    }
    return this.memory.get(name) ?? (key === "token" ? this.cookie(name) : null);
  }

  set(key: Key, value: string | null): void {
    const name = this.name(key);
    if (value === null) this.memory.delete(name);
    else this.memory.set(name, value);
    try {
      if (value === null) localStorage.removeItem(name);
      else localStorage.setItem(name, value);
      if (value !== null) return;
    } catch {
      // Blocked or full: the cookie below, or memory.
    }
    if (key === "token") this.setCookie(name, value);
  }

  /** outbox has one entry a message, so that two tabs never write over each other's. */
  outbox(): string[] {
    return this.waiting().flatMap((name) => localStorage.getItem(name) ?? []).slice(0, OUTBOX_MAX);
  }

  setOutbox(key: string, value: string | null): void {
    try {
      if (value === null) localStorage.removeItem(this.out + key);
      else localStorage.setItem(this.out + key, value);
    } catch {
      // Blocked or full: the frame has it for as long as the page is open.
    }
  }

  clearOutbox(): void {
    for (const name of this.waiting()) this.setOutbox(name.slice(this.out.length), null);
  }

  /** watch hears of what other tabs change. */
  watch(heard: Elsewhere): void {
    addEventListener("storage", ({ key, newValue }) => {
      if (key === this.name("token")) heard.token(newValue);
      else if (key?.startsWith(this.out)) heard.outbox(key.slice(this.out.length), newValue);
    });
  }

  private waiting(): string[] {
    try {
      return Object.keys(localStorage).filter((name) => name.startsWith(this.out));
    } catch {
      return [];
    }
  }

  private get out(): string {
    return `switchboard.${this.account}.out.`;
  }

  private name(key: Key): string {
    return `switchboard.${this.account}.${key}`;
  }

  private cookie(name: string): string | null {
    const found = document.cookie.split("; ").find((c) => c.startsWith(`${name}=`));
    return found ? decodeURIComponent(found.slice(name.length + 1)) : null;
  }

  private setCookie(name: string, value: string | null): void {
    const age = value === null ? 0 : 365 * 24 * 3600;
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `${name}=${encodeURIComponent(value ?? "")}; Path=/; Max-Age=${age}; SameSite=Lax${secure}`;
  }
}
