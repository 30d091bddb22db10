/** One WebSocket in the Centrifuge protocol: an attempt at a time, so that the connection decides when. */
import { Centrifuge } from "centrifuge";
import type { Position } from "../shared/types.ts";

export interface Heard {
  publication(data: unknown, at: Position): void;
  message(data: unknown): void;
  /** subscribed tells where the stream is, and whether what was missed follows. */
  subscribed(at: Position, recovered: boolean): void;
}

/** How a socket ended: it was up and is lost, it could not be had, or the hub said not to come back. */
export type End = "lost" | "refused" | "final";

const OPENING = 10000;
/** From here on the protocol says not to reconnect; 1 is its client's own for a refused token. */
const FINAL = (code: number): boolean => code === 1 || (code >= 3500 && code < 4000) || (code >= 4500 && code < 5000);

export class Socket {
  private readonly client: Centrifuge;
  private up = false;
  private end: ((end: End) => void) | null = null;
  private epoch = "";

  constructor(url: string, channel: string, heard: Heard, renew: () => Promise<string>, private readonly onUp: () => void) {
    this.client = new Centrifuge(url, { getToken: renew, timeout: OPENING });
    const c = this.client;
    c.on("connected", () => {
      this.up = true;
      this.onUp();
    });
    c.on("connecting", (ctx) => ctx.code !== 0 && this.over(this.up ? "lost" : "refused"));
    c.on("error", () => this.up || this.over("refused"));
    c.on("disconnected", (ctx) => this.over(FINAL(ctx.code) ? "final" : this.up ? "lost" : "refused"));
    c.on("subscribed", (ctx) => {
      if (ctx.channel !== channel) return;
      this.epoch = ctx.streamPosition?.epoch ?? this.epoch;
      heard.subscribed({ offset: ctx.streamPosition?.offset ?? 0, epoch: this.epoch }, ctx.wasRecovering && ctx.recovered);
    });
    c.on("publication", (ctx) => {
      if (ctx.channel === channel) heard.publication(ctx.data, { offset: ctx.offset ?? 0, epoch: this.epoch });
    });
    c.on("message", (ctx) => heard.message(ctx.data));
  }

  /** run connects, and resolves when that has ended. The client keeps the position between runs. */
  run(token: string): Promise<End> {
    return new Promise((resolve) => {
      this.end = resolve;
      this.client.setToken(token);
      this.client.connect();
      setTimeout(() => this.end === resolve && !this.up && this.over("refused"), OPENING);
    });
  }

  close(): void {
    this.over("refused");
  }

  /** tell makes a small call over the socket; false if there is none. */
  tell(method: string, data: object): boolean {
    if (!this.up) return false;
    this.client.rpc(method, data).catch(() => undefined);
    return true;
  }

  private over(end: End): void {
    const resolve = this.end;
    this.end = null;
    this.up = false;
    // Its own reconnecting stops here: the connection has a fallback and a countdown.
    this.client.disconnect();
    resolve?.(end);
  }
}
