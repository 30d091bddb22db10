/**
 * Keeps the visitor's stream coming: a socket, else a long poll, else a pause
 * with a countdown, and again. What arrives is handed on; gaps are named.
 */
import type { Position } from "../shared/types.ts";
import { delay, Pause } from "./backoff.ts";
import { ApiError, type Api } from "./api.ts";
import { Socket, type Heard } from "./socket.ts";

export type Link =
  | { kind: "connecting" }
  | { kind: "online" }
  /** until is when the next attempt begins, in the clock of Date.now. */
  | { kind: "waiting"; until: number };

export interface Deps {
  api: Api;
  channel: string;
  position(): Position | null;
  heard: Heard;
  link(link: Link): void;
  /** renew gets another token after the hub refused one; null if there is none to be had. */
  renew(refused: string): Promise<string | null>;
}

const WAIT_S = 25;
/** While polling works, a socket is tried again this often. */
const SOCKET_AGAIN = 5 * 60 * 1000;

export class Connection {
  private readonly pause = new Pause();
  private readonly stopped = new AbortController();
  private socket: Socket;
  private attempt = 0;
  /** The token of the last attempt. */
  private token = "";

  constructor(private readonly deps: Deps) {
    const renew = async () => (await deps.renew(this.token)) ?? Promise.reject(new Error("no token"));
    this.socket = new Socket(deps.api.socketURL(), deps.channel, deps.heard, renew, () => this.online());
    void this.run();
  }

  stop(): void {
    this.stopped.abort();
    this.socket.close();
    this.pause.skip();
  }

  /** now cuts a pause short: the network is back, or somebody asked. */
  now(): void {
    this.pause.skip();
  }

  tell(method: string, data: object): boolean {
    return this.socket.tell(method, data);
  }

  private online(): void {
    this.attempt = 0;
    this.deps.link({ kind: "online" });
  }

  private get over(): boolean {
    return this.stopped.signal.aborted;
  }

  private async run(): Promise<void> {
    while (!this.over) {
      this.deps.link({ kind: "connecting" });
      this.token = this.deps.api.token;
      const end = await this.socket.run(this.token);
      if (this.over) return;
      if (end === "final") await this.deps.renew(this.token);
      if (end === "refused" && (await this.poll())) continue;
      if (this.over) return;
      const ms = delay(this.attempt++);
      this.deps.link({ kind: "waiting", until: Date.now() + ms });
      await this.pause.wait(ms);
    }
  }

  /** poll goes on until it fails (false) or it is time to try a socket again (true). */
  private async poll(): Promise<boolean> {
    const again = Date.now() + SOCKET_AGAIN;
    let wait = 0;
    while (!this.over && Date.now() < again) {
      try {
        await this.once(wait);
      } catch (error) {
        if (error instanceof ApiError && error.status === 401) return (await this.deps.renew(this.token)) !== null;
        return false;
      }
      this.online();
      wait = WAIT_S;
    }
    return !this.over;
  }

  private async once(wait: number): Promise<void> {
    const { channel, position, heard, api } = this.deps;
    const from = position() ?? { offset: 0, epoch: "" };
    this.token = api.token;
    const body = { token: this.token, channels: { [channel]: from }, wait };
    const answer = (await api.poll(body, this.stopped.signal, (wait + 15) * 1000)) as Polled | null;
    const stream = answer?.channels?.[channel];
    if (this.over || !stream) return;
    const { offset, epoch, recovered, publications } = stream;
    if (!recovered) heard.subscribed({ offset, epoch }, false);
    else for (const p of publications ?? []) heard.publication(p.data, { offset: p.offset, epoch });
    for (const message of answer?.messages ?? []) heard.message(message);
  }
}

interface Polled {
  channels?: Record<string, Position & { recovered: boolean; publications?: { offset: number; data: unknown }[] }>;
  messages?: unknown[];
}
