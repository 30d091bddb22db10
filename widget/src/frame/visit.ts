/** Who the visitor is and where, and the session that the hub gives for it. */
import { isColor, type Init } from "../shared/protocol.ts";
import type { Context, Identity, Page, Session } from "../shared/types.ts";
import { ApiError, type Api } from "./api.ts";
import { exclusive } from "./exclusive.ts";
import type { Host } from "./host.ts";

/** What the hub says of an identity that proves nobody. */
const REFUSED = ["widget.identity_invalid", "widget.identity_used"];

/** A token that is refused again this soon is not worth another try. */
const RENEW_EVERY = 20000;
const ANOTHER_MS = 3000;
/** For how long another tab may be about to get a token. */
const LOCK_MS = 20000;

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
  /** Rises with every session that is asked for: of two at a time the last one counts. */
  private turn = 0;

  constructor(private readonly api: Api, private readonly host: Host, init: Init) {
    this.token = init.token;
    this.identity = init.identity;
    this.page = init.page;
    this.context = init.context;
  }

  /** open gets a session for the token or the identity at hand, or for somebody new. */
  async open(): Promise<Session> {
    const turn = ++this.turn;
    const { token, identity, locale, page, context } = this;
    const told = this.where();
    const session = await this.api.session({ token, identity, locale, page, context }).catch((error: ApiError) => {
      if (!identity || !REFUSED.includes(error.code)) throw error;
      // The page's mistake, or a token used up: it is told, and the visitor chats on as who they were.
      if (this.identity === identity) this.identity = null;
      this.host.tell({ type: "failed", code: "identity" });
      return this.api.session({ token, identity: null, locale, page, context });
    });
    if (turn !== this.turn) throw new ApiError(0, "widget.superseded");
    if (isColor(session.config.color)) this.host.tell({ type: "config", color: session.config.color });
    // Without a token the account asks for a signed identity first.
    if (!session.token) throw new ApiError(401, "widget.identity_required");
    this.told = told;
    this.token = session.token;
    this.api.token = session.token;
    this.session = session;
    this.host.tell({ type: "token", token: session.token });
    return session;
  }

  /**
   * renew opens a session again after a token was refused. Two at a time are one, and so are those of two tabs: each by
   * itself would make somebody new. What is refused by now may be the token before.
   */
  renew(refused: string): Promise<Session> {
    if (this.renewing) return this.renewing;
    if (this.session && this.session.token !== refused) return Promise.resolve(this.session);
    if (Date.now() - this.renewedAt < RENEW_EVERY) return Promise.reject(new ApiError(410, "widget.session_ended"));
    const anew = async () => {
      await this.another(refused);
      const session = await this.open();
      this.renewedAt = Date.now();
      return session;
    };
    this.renewing = exclusive("renew", anew, AbortSignal.timeout(LOCK_MS)).finally(() => (this.renewing = null));
    return this.renewing;
  }

  /** another waits a moment for the token of another tab, in which the visitor was proven or has logged out just now. */
  private async another(refused: string): Promise<void> {
    for (const end = Date.now() + ANOTHER_MS; refused && this.token === refused && Date.now() < end; ) {
      await new Promise((resolve) => setTimeout(resolve, ANOTHER_MS / 20));
    }
  }

  /** tellWhere lets the agents know the page that a message is written on. */
  async tellWhere(): Promise<void> {
    if (!this.session || this.told === this.where()) return;
    this.told = this.where();
    const { token, locale, page, context } = this;
    await this.api.session({ token, identity: null, locale, page, context }).catch(() => undefined);
  }

  /** take keeps the token that another tab has got, for when this one's is refused; null: it has logged out. */
  take(token: string | null): void {
    this.token = token;
    if (token === null) this.identity = null;
  }

  /** forget makes the visitor nobody. */
  forget(): void {
    this.turn++;
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
