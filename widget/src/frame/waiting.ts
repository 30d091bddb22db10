/** Where the visitor stands in the queue: asked while it waits and somebody looks, and kept while the hub cannot be reached. */
import type { Queue } from "../shared/types.ts";
import type { ApiError } from "./api.ts";
import { delay } from "./backoff.ts";

const EVERY = 15000;

export class Waiting {
  /** Null: in no queue, or not known yet. */
  place: Queue | null = null;
  private queued = false;
  private watched = false;
  private asking = false;
  private due = 0;
  private attempt = 0;
  /** Rises with every wait, so that answers for the one before are dropped. */
  private round = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly ask: () => Promise<Queue>, private readonly changed: () => void) {}

  /** follow says whether the visitor waits, and whether anybody would see the answer. */
  follow(queued: boolean, watched: boolean): void {
    if (queued === this.queued && watched === this.watched) return;
    this.watched = watched;
    if (queued !== this.queued) {
      this.queued = queued;
      this.round++;
      this.place = null;
      this.attempt = 0;
      this.due = 0;
    }
    this.plan();
  }

  /** now asks at once if the last time failed: the network is back. */
  now(): void {
    if (this.attempt === 0) return;
    this.due = 0;
    this.plan();
  }

  private plan(): void {
    clearTimeout(this.timer);
    if (!this.queued || !this.watched || this.asking) return;
    this.timer = setTimeout(() => void this.once(), Math.max(0, this.due - Date.now()));
  }

  private async once(): Promise<void> {
    const { round } = this;
    this.asking = true;
    const [answer, pause] = await this.ask().then(
      (queue) => [queue, EVERY] as const,
      (error: ApiError) => [null, Math.max(error.retryAfter, delay(this.attempt))] as const,
    );
    this.asking = false;
    if (round === this.round) {
      this.attempt = answer ? 0 : this.attempt + 1;
      this.due = Date.now() + pause;
      if (answer) {
        this.place = answer.waiting ? answer : null;
        this.changed();
      }
    }
    this.plan();
  }
}
