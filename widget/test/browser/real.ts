/** The real hub as a process: SWITCHBOARD_BIN names its binary. */
import assert from "node:assert/strict";
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { until } from "./rig.ts";

export const BINARY = process.env.SWITCHBOARD_BIN;

/**
 * freePort is one that the hub may take again after a restart. It is below those that the system gives to outgoing
 * connections (from 32768 on Linux), which could be on it by then.
 */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => (error.code === "EADDRINUSE" ? freePort().then(resolve, reject) : reject(error)));
    server.listen(10000 + Math.floor(Math.random() * 22000), "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

export interface ConversationMessage {
  direction: string;
  text: string;
}

export class RealHub {
  private process: ChildProcess | null = null;
  private log = "";
  private key = "";
  account = "";

  private constructor(private readonly data: string, private readonly publicPort: number, private readonly agentsPort: number) {}

  static async start(): Promise<RealHub> {
    const hub = new RealHub(mkdtempSync(join(tmpdir(), "switchboard-widget-")), await freePort(), await freePort());
    await hub.up();
    const args = ["--email", "li@example.cn", "--password", "correct horse battery", "--name", "小李"];
    hub.key = (hub.command("setup", ...args) as { api_key: string }).api_key;
    return hub;
  }

  get url(): string {
    return `http://127.0.0.1:${this.publicPort}`;
  }

  /** add makes the web account for a site's origin. */
  add(origin: string, ...settings: string[]): void {
    const set = [`origins=${origin}`, "locale=zh-CN", "greeting=您好，有什么可以帮您？", ...settings].flatMap((s) => ["--set", s]);
    this.account = (this.command("account", "add", "web", "--name", "网站", ...set) as { id: string }).id;
  }

  async up(): Promise<void> {
    const addresses = ["--public", `127.0.0.1:${this.publicPort}`, "--agents", `127.0.0.1:${this.agentsPort}`, "--public-url", this.url];
    const child = spawn(BINARY!, ["serve", "--data", this.data, ...addresses], { stdio: ["ignore", "pipe", "pipe"] });
    this.process = child;
    for (const out of [child.stdout, child.stderr]) out.on("data", (text: Buffer) => (this.log += text.toString()));
    await until(`the hub answers\n${this.log}`, async () => {
      assert.equal(child.exitCode, null, this.log);
      return fetch(`${this.url}/healthz`).then((r) => r.ok, () => false);
    });
  }

  /** kill stops the hub as a power cut does. */
  async kill(): Promise<void> {
    const child = this.process!;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.data, { recursive: true, force: true });
  }

  async api<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(`http://127.0.0.1:${this.agentsPort}/api/v1/${path}`, {
      method,
      headers: { Authorization: `Bearer ${this.key}`, "Content-Type": "application/json" },
      body: body ? JSON.stringify(body) : null,
    });
    const text = await response.text();
    assert.ok(response.ok, `${method} ${path}: ${response.status} ${text}`);
    return (text ? JSON.parse(text) : null) as T;
  }

  async conversation(): Promise<string> {
    let id = "";
    await until("a conversation", async () => {
      const { items } = await this.api<{ items: { id: string }[] }>("GET", "conversations");
      id = items[0]?.id ?? "";
      return id !== "";
    });
    return id;
  }

  async messages(conversation: string): Promise<ConversationMessage[]> {
    return (await this.api<{ items: ConversationMessage[] }>("GET", `conversations/${conversation}/messages?limit=100`)).items;
  }

  async say(conversation: string, text: string): Promise<void> {
    await this.api("POST", `conversations/${conversation}/messages`, { client_message_id: text, text });
  }

  private command(...args: string[]): unknown {
    return JSON.parse(execFileSync(BINARY!, [...args, "--data", this.data], { encoding: "utf8" }));
  }
}
