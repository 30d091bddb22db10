/** Takes what is in the outbox to the hub, one after the other, each until it is there or refused. */
import type { Message } from "../shared/types.ts";
import { ApiError } from "./api.ts";
import { delay, Pause } from "./backoff.ts";
import { exclusive } from "./exclusive.ts";
import type { Outgoing } from "./state.ts";

export interface Deps {
  /** next is the first that waits. */
  next(): Outgoing | undefined;
  send(out: Outgoing): Promise<Message>;
  /** token is what the next call is made with. */
  token(): string;
  /** renew is called when a token was refused: another is there, is to be had later, or is not. */
  renew(refused: string): Promise<"there" | "later" | "none">;
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
    for (let out = this.deps.next(); out && !this.stopped; out = this.deps.next()) {
      const token = this.deps.token();
      const error = await this.once(out);
      if (this.stopped) break;
      const renewed = error?.status === 401 ? await this.deps.renew(token) : null;
      if (this.stopped) break;
      if (!error) {
        this.attempt = 0;
      } else if (renewed === "there") {
        this.deps.waits(out.key);
      } else if (error.temporary || renewed === "later") {
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
    return exclusive("send", async () => (this.deps.next()?.key === out.key && !this.stopped ? this.attemptOne(out) : null));
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
