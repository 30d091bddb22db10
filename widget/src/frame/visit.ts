/** Who the visitor is and where, and the session that the hub gives for it. */
import { isColor, type Init } from "../shared/protocol.ts";
import type { Context, Identity, Page, Session } from "../shared/types.ts";
import { ApiError, type Api } from "./api.ts";
import type { Host } from "./host.ts";

/** A token that is refused again this soon is not worth another try. */
const RENEW_EVERY = 20000;

export class Visit {
  session: Session | null = null;
  locale = "en";
  identity: Identity | null;
  page: Page | null;
  context: Context | null;
  private token: string | null;
  private told = "";
  private renewing: Promise<Session> | null = null;
  private renewedAt = 0;

  constructor(private readonly api: Api, private readonly host: Host, init: Init) {
    this.token = init.token;
    this.identity = init.identity;
    this.page = init.page;
    this.context = init.context;
  }

  /** open gets a session for the token or the identity at hand, or for somebody new. */
  async open(): Promise<Session> {
    this.api.token = "";
    const { token, identity, locale, page, context } = this;
    const told = this.where();
    const session = await this.api.session({ token, identity, locale, page, context });
    if (isColor(session.config.color)) this.host.tell({ type: "config", color: session.config.color });
    // Without a token the account asks for a signed identity first.
    if (!session.token) throw new ApiError(401, "widget.identity_required");
    this.told = told;
    this.token = session.token;
    this.session = session;
    this.host.tell({ type: "token", token: session.token });
    return session;
  }

  /** renew opens a session again after a token was refused; two at a time are one. */
  renew(): Promise<Session> {
    if (this.renewing) return this.renewing;
    if (Date.now() - this.renewedAt < RENEW_EVERY) return Promise.reject(new ApiError(410, "widget.session_ended"));
    this.renewedAt = Date.now();
    this.renewing = this.open().finally(() => (this.renewing = null));
    return this.renewing;
  }

  /** tellWhere lets the agents know the page that a message is written on. */
  async tellWhere(): Promise<void> {
    if (!this.session || this.told === this.where()) return;
    this.told = this.where();
    const { token, locale, page, context } = this;
    await this.api.session({ token, identity: null, locale, page, context }).catch(() => undefined);
  }

  /** forget makes the visitor nobody. */
  forget(): void {
    this.identity = null;
    this.token = null;
    this.session = null;
    this.api.token = "";
    this.host.tell({ type: "token", token: null });
  }

  private where(): string {
    return JSON.stringify([this.page?.url, this.context]);
  }
}
