/** Takes what is in the outbox to the hub, one after the other, each until it is there or refused. */
import type { Message } from "../shared/types.ts";
import { ApiError } from "./api.ts";
import { delay, Pause } from "./backoff.ts";
import type { Outgoing } from "./state.ts";

/** exclusive runs f while no other tab of this visitor sends. Without locks two may, which the hub takes as one. */
async function exclusive<T>(f: () => Promise<T>): Promise<T> {
  let begun = false;
  try {
    if (!navigator.locks) return await f();
    return await navigator.locks.request(`switchboard.send.${location.pathname}`, () => {
      begun = true;
      return f();
    });
  } catch (error) {
    if (begun) throw error;
    return f();
  }
}

export interface Deps {
  /** next is the first that waits. */
  next(): Outgoing | undefined;
  send(out: Outgoing): Promise<Message>;
  /** renew is called when the token was refused; false if no other can be had. */
  renew(): Promise<boolean>;
  sending(key: string): void;
  sent(key: string, message: Message): void;
  waits(key: string): void;
  failed(key: string, code: string): void;
}

export class Sender {
  private readonly pause = new Pause();
  private running = false;
  private attempt = 0;
  private stopped = false;

  constructor(private readonly deps: Deps) {}

  /** kick starts what waits, at once even if a pause was on. */
  kick(): void {
    this.pause.skip();
    if (!this.running) void this.run();
  }

  stop(): void {
    this.stopped = true;
    this.pause.skip();
  }

  private async run(): Promise<void> {
    this.running = true;
    let renewed = false;
    for (let out = this.deps.next(); out && !this.stopped; out = this.deps.next()) {
      const error = await this.once(out);
      if (this.stopped) break;
      if (!error) {
        this.attempt = 0;
        renewed = false;
      } else if (error.status === 401 && !renewed && (await this.deps.renew())) {
        renewed = true;
        this.deps.waits(out.key);
      } else if (error.temporary) {
        this.deps.waits(out.key);
        await this.pause.wait(Math.max(error.retryAfter, delay(this.attempt++)));
      } else {
        this.deps.failed(out.key, error.code);
      }
    }
    this.running = false;
  }

  /** once makes an attempt, alone among the tabs: another one may have sent it meanwhile. */
  private once(out: Outgoing): Promise<ApiError | null> {
    return exclusive(async () => (this.deps.next()?.key === out.key && !this.stopped ? this.attemptOne(out) : null));
  }

  private async attemptOne(out: Outgoing): Promise<ApiError | null> {
    this.deps.sending(out.key);
    try {
      const message = await this.deps.send(out);
      if (!this.stopped) this.deps.sent(out.key, message);
      return null;
    } catch (error) {
      return error instanceof ApiError ? error : new ApiError(0, "network");
    }
  }
}
