/** One session's stream: its history, what is published, and the gaps between. */
import type { History, Item, Message, Position, Session } from "../shared/types.ts";
import type { Api, ApiError } from "./api.ts";
import { delay, Pause } from "./backoff.ts";
import { Connection, type Link } from "./connection.ts";
import * as S from "./state.ts";

export interface Deps {
  api: Api;
  state(): S.State;
  update(state: S.State): void;
  /** watching says that what arrives now is seen by somebody. */
  watching(): boolean;
  /** arrived is told of every message that was not there before. */
  arrived(message: Message): void;
  /** said is told of what has no memory, such as typing. */
  said(data: unknown): void;
  link(link: Link): void;
  renew(refused: string): Promise<string | null>;
}

export class Feed {
  loadingOlder = false;
  private connection: Connection | null = null;
  private readonly gap = new Pause();
  private stopped = false;

  constructor(private readonly deps: Deps) {}

  /** begin reads the newest page, and then follows the stream from there. */
  async begin({ stream, unread, status }: Session): Promise<void> {
    const { api, update, state } = this.deps;
    if (stream.offset > 0) {
      const page = await api.history();
      if (this.stopped) return;
      update(S.newest(state(), page, true));
    } else {
      update({ ...S.standing(state(), status), position: { offset: stream.offset, epoch: stream.epoch } });
    }
    update(S.unreadSince(state(), unread));
    this.connection = new Connection({
      api,
      channel: stream.channel,
      position: () => state().position,
      heard: {
        publication: (data, at) => this.publication(data as Item, at),
        message: (data) => this.deps.said(data),
        subscribed: (at, recovered) => void this.subscribed(at, recovered),
      },
      link: this.deps.link,
      renew: this.deps.renew,
    });
  }

  stop(): void {
    this.stopped = true;
    this.connection?.stop();
    this.gap.skip();
  }

  now(): void {
    this.connection?.now();
    this.gap.skip();
  }

  tell(call: string, data: object): boolean {
    return this.connection?.tell(call, data) ?? false;
  }

  /** older reads the page before the first message. */
  async older(): Promise<void> {
    const { api, state, update } = this.deps;
    if (this.loadingOlder || !state().more) return;
    this.loadingOlder = true;
    update({ ...state() });
    try {
      const page = await api.history(S.before(state()));
      this.loadingOlder = false;
      if (!this.stopped) update(S.older(state(), page));
    } catch {
      // The button and the next scroll ask again.
      this.loadingOlder = false;
      if (!this.stopped) update({ ...state() });
    }
  }

  private publication(item: Item, at: Position): void {
    if (this.stopped) return;
    const { state, update, watching, arrived } = this.deps;
    const known = state().messages.length;
    update(S.publish(state(), item, at, watching()));
    if (item.type === "message" && state().messages.length > known) arrived(item.message);
  }

  /** subscribed closes the gap between what is here and where the stream is. */
  private async subscribed(at: Position, recovered: boolean): Promise<void> {
    const { state, update, watching } = this.deps;
    const here = state().position;
    if (recovered || (here && here.epoch === at.epoch && here.offset >= at.offset)) return;
    const page = await this.newest();
    if (page) update(S.newest(state(), page, watching()));
  }

  /** newest reads the newest page, and tries again as long as that may help. */
  private async newest(): Promise<History | null> {
    for (let attempt = 0; !this.stopped; attempt++) {
      try {
        const page = await this.deps.api.history();
        return this.stopped ? null : page;
      } catch (error) {
        const { temporary, retryAfter } = error as ApiError;
        if (!temporary) return null;
        await this.gap.wait(Math.max(retryAfter, delay(attempt)));
      }
    }
    return null;
  }
}
