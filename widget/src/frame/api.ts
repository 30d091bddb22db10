/** The visitors' HTTP API. Every call has a deadline, and every failure is an ApiError. */
import type { Attachment, Config, Context, History, Identity, Message, Page, Session } from "../shared/types.ts";
import type { Outgoing } from "./state.ts";

export class ApiError extends Error {
  /** status is 0 where no answer came. */
  constructor(readonly status: number, readonly code: string, readonly retryAfter = 0) {
    super(code);
  }

  /** temporary says that the same call may succeed later. */
  get temporary(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

const DEADLINE = 15000;
const PAGE = 50;
const UPLOAD_DEADLINE = 5 * 60 * 1000;

interface SessionRequest {
  token: string | null;
  identity: Identity | null;
  locale: string;
  page: Page | null;
  context: Context | null;
}

export class Api {
  token = "";
  private readonly account: string;

  /** root ends in /widget/v1/. */
  constructor(private readonly root: URL, account: string) {
    this.account = `${encodeURIComponent(account)}/`;
  }

  /** session opens one. The token that it gives is not used before it is set. */
  async session(request: SessionRequest): Promise<Session> {
    const { token, identity, locale, page, context } = request;
    const body = {
      locale,
      ...(token && { token }),
      ...(identity && signed(identity)),
      ...(page && { page }),
      ...(context && { context }),
    };
    return (await this.json("POST", `${this.account}session`, body)) as Session;
  }

  async config(): Promise<Config> {
    return (await this.json("GET", `${this.account}config`)) as Config;
  }

  async history(before?: number): Promise<History> {
    const query = before === undefined ? `?limit=${PAGE}` : `?limit=${PAGE}&before=${before}`;
    return (await this.json("GET", `${this.account}messages${query}`)) as History;
  }

  async send(out: Outgoing): Promise<Message> {
    const body = {
      client_message_id: out.key,
      text: out.text,
      attachments: out.attachments.map((a) => ({ upload: a.id })),
      ...(out.choice && { choice: out.choice }),
    };
    return (await this.json("POST", `${this.account}messages`, body)) as Message;
  }

  /** tell makes one of the small calls: typing, read, identify, contact, logout. */
  async tell(call: string, body: object): Promise<void> {
    await this.json("POST", this.account + call, body);
  }

  identify(identity: Identity): Promise<void> {
    return this.tell("identify", signed(identity));
  }

  /** link is the whole address of a file, or null if it is none that a page may load. */
  link(address: string): string | null {
    try {
      const url = new URL(address, this.root);
      return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
    } catch {
      return null;
    }
  }

  socketURL(): string {
    const url = new URL("../../connection/websocket", this.root);
    url.protocol = url.protocol.replace("http", "ws");
    return url.href;
  }

  async poll(body: object, signal: AbortSignal, deadline: number): Promise<unknown> {
    return this.json("POST", "../../connection/poll", body, signal, deadline);
  }

  /** upload tells of its progress, which fetch cannot. */
  upload(file: File, progress: (part: number) => void, signal: AbortSignal): Promise<Attachment> {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("POST", new URL(`${this.account}uploads`, this.root));
      request.setRequestHeader("Authorization", `Bearer ${this.token}`);
      request.timeout = UPLOAD_DEADLINE;
      request.responseType = "json";
      request.upload.addEventListener("progress", (e) => e.lengthComputable && progress(e.loaded / e.total));
      request.addEventListener("load", () => {
        if (request.status === 200 || request.status === 201) resolve(request.response as Attachment);
        else reject(failure(request.status, request.response, request.getResponseHeader("Retry-After")));
      });
      const lost = () => reject(new ApiError(0, "network"));
      for (const event of ["error", "timeout", "abort"]) request.addEventListener(event, lost);
      signal.addEventListener("abort", () => request.abort());
      const form = new FormData();
      form.append("file", file, file.name);
      request.send(form);
    });
  }

  private async json(method: string, path: string, body?: object, signal?: AbortSignal, deadline = DEADLINE): Promise<unknown> {
    const ends = new AbortController();
    const timer = setTimeout(() => ends.abort(), deadline);
    const abort = () => ends.abort();
    signal?.addEventListener("abort", abort);
    const headers: Record<string, string> = { Accept: "application/json" };
    if (body) headers["Content-Type"] = "application/json";
    if (this.token) headers.Authorization = `Bearer ${this.token}`;
    try {
      const response = await fetch(new URL(path, this.root), {
        method,
        headers,
        body: body ? JSON.stringify(body) : null,
        signal: ends.signal,
        credentials: "omit",
        cache: "no-store",
      });
      const answer: unknown = response.status === 204 ? null : await response.json().catch(() => null);
      if (!response.ok) throw failure(response.status, answer, response.headers.get("Retry-After"));
      return answer;
    } catch (error) {
      throw error instanceof ApiError ? error : new ApiError(0, "network");
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    }
  }
}

const signed = (identity: Identity): object =>
  identity.token ? { identity: identity.token } : { user_id: identity.user_id, user_hash: identity.user_hash };

function failure(status: number, answer: unknown, retryAfter: string | null): ApiError {
  const code = (answer as { code?: unknown } | null)?.code;
  return new ApiError(status, typeof code === "string" ? code : `http.${status}`, Math.max(0, Number(retryAfter) || 0) * 1000);
}
