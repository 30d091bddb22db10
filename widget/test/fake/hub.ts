/**
 * A hub for the browser tests: the visitors' API, the socket and the long poll,
 * as they are written down, with knobs for what goes wrong. One visitor's stream
 * is an array; offsets are its indices, from 1.
 */
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket as TCP } from "node:net";
import { join } from "node:path";
import { WebSocketServer, type WebSocket } from "ws";
import type { Attachment, Config, Item, Message, Queue, Standing } from "../../src/shared/types.ts";

interface Visitor {
  id: string;
  token: string;
  user: string | null;
  stream: Item[];
  unreadFrom: number;
  standing?: Standing;
  sockets: Set<WebSocket>;
  polls: Set<() => void>;
  messages: object[];
}

interface Connect {
  id: number;
  connect?: { token: string; subs?: Record<string, { offset?: number; epoch?: string; recover?: boolean }> };
  rpc?: { method: string; data: Record<string, unknown> };
}

export const ACCOUNT = "0190a0b0-0000-7000-8000-000000000001";
const TYPES: Record<string, string> = { js: "text/javascript", css: "text/css", html: "text/html; charset=utf-8" };

export class FakeHub {
  config: Config = {
    name: "山茶家居", greeting: "您好，欢迎来到山茶家居。\n有什么可以帮您？", greeting_away: "我们现在不在线，请留言。", away: false, color: "#2f56d9",
    locale: "zh-CN", require_identity: false,
    limits: { text: 4000, upload_bytes: 1024 * 1024, mimes: ["image/png", "image/jpeg", "application/pdf"] },
  };
  epoch = "e1";
  sockets = true;
  /** Where who writes first waits; null: nobody says. */
  queue: Queue | null = null;
  /** Origins whose pages may show the frame. */
  ancestors: string[] = [];
  /** Answers to the next calls of a path, before any real one. */
  readonly failures: { path: string; status: number; code: string }[] = [];
  readonly calls: { path: string; origin: string | undefined; body: Record<string, unknown> }[] = [];
  readonly visitors: Visitor[] = [];
  private readonly connections = new Set<TCP>();
  private server: Server | null = null;
  private port = 0;

  constructor(private readonly dist: string) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const server = createServer((req, res) => void this.serve(req, res).catch(() => res.destroy()));
    server.on("connection", (socket) => {
      this.connections.add(socket);
      socket.on("close", () => this.connections.delete(socket));
    });
    const ws = new WebSocketServer({ noServer: true });
    server.on("upgrade", (req, socket, head) => {
      if (!this.sockets || req.url !== "/connection/websocket") return socket.end("HTTP/1.1 503 Service Unavailable\r\n\r\n");
      ws.handleUpgrade(req, socket, head, (client) => this.connection(client));
    });
    await new Promise<void>((resolve) => server.listen(this.port, "127.0.0.1", resolve));
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  async stop(): Promise<void> {
    const server = this.server;
    this.server = null;
    for (const socket of this.connections) socket.destroy();
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  }

  /** visitor is the one that came last. */
  get visitor(): Visitor {
    return this.visitors[this.visitors.length - 1]!;
  }

  publish(item: Item, v = this.visitor): void {
    v.stream.push(item);
    const push = { push: { channel: channel(v), pub: { data: item, offset: v.stream.length } } };
    for (const socket of v.sockets) socket.send(JSON.stringify(push));
    for (const wake of v.polls) wake();
  }

  say(text: string, more: Partial<Message> = {}, v = this.visitor): Message {
    const message: Message = {
      id: randomUUID(), offset: v.stream.length + 1, from: "agent", name: "小李", text, sent_at: new Date().toISOString(), attachments: [], ...more,
    };
    this.publish({ type: "message", message }, v);
    return message;
  }

  stand(standing: Standing, v = this.visitor): void {
    v.standing = standing;
    this.publish({ type: "status", ...standing }, v);
  }

  /** place moves who waits. */
  place(queue: Queue, v = this.visitor): void {
    v.standing = { status: "queued", queue };
    this.publish({ type: "queue", queue }, v);
  }

  /** said are the messages of a visitor's stream. */
  said(v = this.visitor): Message[] {
    return v.stream.flatMap((i) => (i.type === "message" ? [i.message] : []));
  }

  typing(on: boolean, v = this.visitor): void {
    const data = { type: "typing", on, name: "小李" };
    for (const socket of v.sockets) socket.send(JSON.stringify({ push: { message: { data } } }));
    v.messages.push(data);
    for (const wake of v.polls) wake();
  }

  drop(v = this.visitor): void {
    for (const socket of v.sockets) socket.terminate();
  }

  private connection(client: WebSocket): void {
    let v: Visitor | undefined;
    client.on("message", (raw) => {
      for (const line of String(raw).split("\n").filter(Boolean)) {
        const command = JSON.parse(line) as Connect;
        if (command.connect) {
          v = this.visitors.find((x) => x.token === command.connect!.token);
          if (!v) return client.close(3500, "invalid token");
          v.sockets.add(client);
          const subs = { [channel(v)]: this.subscribe(v, command.connect.subs?.[channel(v)]) };
          client.send(JSON.stringify({ id: command.id, connect: { client: randomUUID(), version: "fake", ping: 25, pong: true, subs } }));
        } else if (command.rpc && v) {
          this.calls.push({ path: `rpc ${command.rpc.method}`, origin: undefined, body: command.rpc.data });
          if (command.rpc.method === "read") v.unreadFrom = Number(command.rpc.data.upto);
          client.send(JSON.stringify({ id: command.id, rpc: { data: {} } }));
        }
      }
    });
    client.on("close", () => v?.sockets.delete(client));
  }

  private subscribe(v: Visitor, from?: { offset?: number; epoch?: string; recover?: boolean }): object {
    const position = { recoverable: true, positioned: true, epoch: this.epoch, offset: v.stream.length };
    if (!from?.recover) return position;
    const after = from.offset ?? 0;
    if (from.epoch !== this.epoch || after > v.stream.length) return { ...position, was_recovering: true, recovered: false };
    const publications = v.stream.slice(after).map((data, i) => ({ data, offset: after + i + 1 }));
    return { ...position, was_recovering: true, recovered: true, publications };
  }

  private async serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = new URL(req.url ?? "/", this.url);
    const path = url.pathname;
    if (req.method === "GET" && this.file(path, res)) return;
    if (req.headers.origin) res.setHeader("Access-Control-Allow-Origin", req.headers.origin);
    if (req.method === "OPTIONS") {
      res.writeHead(204, { "Access-Control-Allow-Headers": "Authorization, Content-Type", "Access-Control-Allow-Methods": "GET, POST" });
      res.end();
      return;
    }
    const raw = await body(req);
    const json = req.headers["content-type"] === "application/json" ? (JSON.parse(raw.toString()) as Record<string, unknown>) : {};
    this.calls.push({ path, origin: req.headers.origin, body: json });
    const failing = this.failures.findIndex((f) => path.endsWith(f.path));
    if (failing >= 0) {
      const [f] = this.failures.splice(failing, 1);
      return answer(res, f!.status, { status: f!.status, code: f!.code });
    }
    if (path === "/connection/poll") return this.poll(json, res);
    const call = path.replace(`/widget/v1/${ACCOUNT}/`, "");
    if (call === "session") return this.session(json, res);
    if (call === "config") return answer(res, 200, this.config);
    const v = this.visitors.find((x) => req.headers.authorization === `Bearer ${x.token}`);
    if (!v) return answer(res, 401, { status: 401, code: "widget.token" });
    await this.call(call, req.method ?? "", url, json, raw, v, res);
  }

  private file(path: string, res: ServerResponse): boolean {
    const name = path.startsWith(`/widget/v1/frame/${ACCOUNT}`) ? "frame.html" : path.startsWith("/widget/v1/") ? path.slice(11) : "";
    if (name.startsWith("files/")) {
      res.writeHead(200, { "Content-Type": "image/png", "X-Content-Type-Options": "nosniff" });
      res.end(PIXEL);
      return true;
    }
    if (!/^(loader\.js|frame\.html|assets\/[\w.-]+)$/.test(name)) return false;
    const ws = this.url.replace("http", "ws");
    res.writeHead(200, {
      "Content-Type": TYPES[name.split(".").pop()!]!,
      ...(name === "frame.html" && {
        "Content-Security-Policy": `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data: https:; media-src 'self' blob:; connect-src 'self' ${ws}; base-uri 'none'; form-action 'none'; frame-ancestors ${this.ancestors.join(" ") || "'none'"}`,
        "Referrer-Policy": "no-referrer",
      }),
    });
    res.end(readFileSync(join(this.dist, name)));
    return true;
  }

  private session(json: Record<string, unknown>, res: ServerResponse): void {
    const user = (json.user_id as string) ?? (json.identity as string) ?? null;
    if (json.user_hash === "forged") return answer(res, 401, { status: 401, code: "widget.identity_invalid" });
    if (this.config.require_identity && !user && !json.token) {
      return answer(res, 200, { token: "", visitor: { verified: false }, config: this.config, stream: { offset: 0 }, unread: 0 });
    }
    let v = this.visitors.find((x) => x.token === json.token) ?? (user ? this.visitors.find((x) => x.user === user) : undefined);
    if (!v) {
      v = { id: randomUUID(), token: `swv_${randomUUID()}`, user, stream: [], unreadFrom: 0, sockets: new Set(), polls: new Set(), messages: [] };
      this.visitors.push(v);
    }
    const others = v.stream.slice(v.unreadFrom).filter((i) => i.type === "message" && i.message.from === "agent");
    answer(res, 200, {
      token: v.token, visitor: { id: v.id, verified: !!v.user }, config: this.config,
      stream: { channel: channel(v), offset: v.stream.length, epoch: this.epoch }, unread: others.length, status: v.standing,
    });
  }

  private async call(call: string, method: string, url: URL, json: Record<string, unknown>, raw: Buffer, v: Visitor, res: ServerResponse): Promise<void> {
    switch (call) {
      case "messages":
        return method === "GET" ? this.history(url, v, res) : this.send(json, v, res);
      case "uploads": {
        const name = /filename="([^"]*)"/.exec(raw.toString("latin1"))?.[1] ?? "";
        const upload = { id: randomUUID(), name: Buffer.from(name, "latin1").toString(), mime: "image/png", size: raw.length };
        this.uploads.set(upload.id, { ...upload, url: `/widget/v1/files/${upload.id}?s=x`, kind: "image", width: 320, height: 200 });
        return answer(res, 201, upload);
      }
      case "read":
        v.unreadFrom = Number(json.upto);
        return answer(res, 204);
      case "logout":
        v.token = "";
        return answer(res, 204);
      case "typing":
      case "contact":
        return answer(res, 204);
    }
    answer(res, 404, { status: 404, code: "not_found" });
  }

  private readonly uploads = new Map<string, Attachment>();

  private history(url: URL, v: Visitor, res: ServerResponse): void {
    const before = Number(url.searchParams.get("before") ?? v.stream.length + 1);
    const limit = Number(url.searchParams.get("limit") ?? 50);
    const all = v.stream.filter((i) => i.type === "message" && i.message.offset < before);
    answer(res, 200, { items: all.slice(-limit), offset: v.stream.length, epoch: this.epoch, more: all.length > limit, status: v.standing });
  }

  private send(json: Record<string, unknown>, v: Visitor, res: ServerResponse): void {
    const key = String(json.client_message_id);
    const known = v.stream.find((i) => i.type === "message" && i.message.client_message_id === key);
    if (known?.type === "message") return answer(res, 200, known.message);
    const attachments = ((json.attachments as { upload: string }[]) ?? []).map((a) => this.uploads.get(a.upload)!);
    const begins = !v.standing;
    if (begins) this.stand({ status: "queued" }, v);
    const message: Message = {
      id: randomUUID(), offset: v.stream.length + 1, client_message_id: key, from: "visitor", text: String(json.text),
      attachments, sent_at: new Date().toISOString(), delivery: "sent", ...(json.choice ? { choice: json.choice as Message["choice"] & object } : {}),
    };
    this.publish({ type: "message", message }, v);
    if (begins && this.queue) this.place(this.queue, v);
    answer(res, 201, message);
  }

  private poll(json: Record<string, unknown>, res: ServerResponse): void {
    const v = this.visitors.find((x) => x.token === json.token);
    if (!v) return answer(res, 401, { status: 401, code: "live.token" });
    const at = (json.channels as Record<string, { offset: number; epoch: string }>)[channel(v)]!;
    const reply = (): boolean => {
      const recovered = at.epoch === this.epoch && at.offset <= v.stream.length;
      const publications = recovered ? v.stream.slice(at.offset).map((data, i) => ({ data, offset: at.offset + i + 1 })) : [];
      if (publications.length === 0 && recovered && v.messages.length === 0 && json.wait !== 0 && !done) return false;
      const messages = v.messages.splice(0);
      answer(res, 200, { channels: { [channel(v)]: { publications, offset: v.stream.length, epoch: this.epoch, recovered } }, messages });
      return true;
    };
    let done = false;
    if (reply()) return;
    const wake = () => {
      if (reply()) end();
    };
    const timer = setTimeout(() => ((done = true), wake()), Number(json.wait) * 1000);
    const end = () => {
      clearTimeout(timer);
      v.polls.delete(wake);
    };
    v.polls.add(wake);
    res.on("close", end);
  }
}

const channel = (v: Visitor): string => `visitor:${v.id}`;

const PIXEL = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

async function body(req: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of req) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function answer(res: ServerResponse, status: number, value?: unknown): void {
  res.writeHead(status, { "Content-Type": "application/json" });
  res.end(value === undefined ? "" : JSON.stringify(value));
}

/** serveSite is the website that the widget is on: another origin than the hub's, under a strict policy of its own. */
export async function serveSite(hub: { url: string }, attributes = "", account = ACCOUNT): Promise<{ url: string; stop(): Promise<void>; attributes: string; account: string }> {
  const site = { url: "", attributes, account, stop: () => new Promise<void>((resolve) => (server.closeAllConnections(), server.close(() => resolve()))) };
  const server = createServer((req, res) => {
    res.writeHead(200, {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": `default-src 'none'; script-src 'nonce-abc' ${hub.url}; frame-src ${hub.url}; connect-src ${hub.url}; style-src 'nonce-abc'`,
    });
    res.end(`<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover"><title>商店</title>
<style nonce="abc">body{margin:0;font:16px/1.7 system-ui,sans-serif;background:#f2efe9;color:#333}main{max-width:760px;margin:48px auto;padding:0 24px}
@media (prefers-color-scheme:dark){body{background:#1d1b18;color:#ddd}}</style>
<script nonce="abc">window.Switchboard=window.Switchboard||function(){(Switchboard.q=Switchboard.q||[]).push(arguments)};
window.heard=[];for(const e of ["message","unread","state","ready","error"])Switchboard("on",e,(d)=>heard.push([e,d]));</script>
<script nonce="abc" async src="${hub.url}/widget/v1/loader.js" data-account="${site.account}" ${site.attributes}></script></head>
<body><main><h1>山茶家居</h1><p>这里是一个普通的网页：${req.url === "/" ? "首页" : "商品"}。原木餐桌，手工打磨，可按尺寸定制。</p><button id="own">咨询</button></main></body></html>`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // Another host name than the hub's: another site, not only another origin.
  site.url = `http://localhost:${(server.address() as AddressInfo).port}`;
  return site;
}
