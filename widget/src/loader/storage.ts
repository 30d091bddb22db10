/**
 * What a visitor's browser keeps, in the host page's own storage: third-party
 * storage of the frame may be blocked or partitioned. Where there is no
 * localStorage the token alone lives in a cookie; else in memory.
 */
export type Key = "token" | "user" | "state" | "color" | "active" | "checked";

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
