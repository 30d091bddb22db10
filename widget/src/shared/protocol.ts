/**
 * What the host page's loader and the frame say to each other. Both sides check
 * window, origin and shape of everything that arrives, and post to one exact
 * origin only. What is not known is ignored, so that versions may differ.
 */
import type { Context, Identity, Page } from "./types.ts";

export interface Init {
  type: "init";
  token: string | null;
  identity: Identity | null;
  locale: string | null;
  theme: string;
  page: Page | null;
  context: Context | null;
  stored: string | null;
  /** Messages that wait, of this tab and of others; none from an older loader. */
  outbox?: string[];
  visible: boolean;
}

export type ToFrame =
  | Init
  | { type: "visible"; on: boolean }
  | { type: "identify"; identity: Identity }
  | { type: "logout" }
  | { type: "locale"; locale: string }
  | { type: "context"; context: Context }
  | { type: "page"; page: Page }
  /** What another tab has changed: a message that waits or is gone, the visitor's token. */
  | { type: "outbox"; key: string; value: string | null }
  | { type: "token"; token: string | null };

export type ToHost =
  | { type: "ready" }
  | { type: "token"; token: string | null }
  | { type: "store"; value: string }
  /** A message that waits, or null once it does no longer. */
  | { type: "outbox"; key: string; value: string | null }
  | { type: "unread"; count: number; name: string; text: string }
  | { type: "config"; color: string }
  | { type: "message"; id: string; from: string; name: string; text: string; sent_at: string }
  | { type: "close" }
  | { type: "failed"; code: string };

type Check = (value: unknown) => boolean;

const record = (v: unknown): v is Record<string, unknown> => typeof v === "object" && v !== null && !Array.isArray(v);
const text = (max: number): Check => (v) => typeof v === "string" && v.length <= max;
const flag: Check = (v) => typeof v === "boolean";
const count: Check = (v) => typeof v === "number" && Number.isInteger(v) && v >= 0;
const orNull = (check: Check): Check => (v) => v === null || check(v);
const optional = (check: Check): Check => (v) => v === undefined || check(v);
const fields = (shape: Record<string, Check>): Check => (v) =>
  record(v) && Object.keys(shape).every((key) => shape[key]!(v[key]));

const short = text(256);
const token = text(4096);
const stored = text(65536);
/** Keys are also names of storage. */
const outKey: Check = (v) => typeof v === "string" && /^[\w-]{1,64}$/.test(v);
export const OUTBOX_MAX = 200;
const outbox: Check = (v) => Array.isArray(v) && v.length <= OUTBOX_MAX && v.every(stored);
const identity = fields({ token: optional(text(8192)), user_id: optional(short), user_hash: optional(short) });
const page = fields({ url: text(2048), title: text(512), referrer: text(2048) });
const context: Check = (v) =>
  record(v) &&
  Object.keys(v).length <= 32 &&
  Object.keys(v).every((key) => key.length <= 64 && (text(1024)(v[key]) || flag(v[key]) || Number.isFinite(v[key])));

const toFrame: Record<ToFrame["type"], Check> = {
  init: fields({
    token: orNull(token),
    identity: orNull(identity),
    locale: orNull(short),
    theme: short,
    page: orNull(page),
    context: orNull(context),
    stored: orNull(stored),
    outbox: optional(outbox),
    visible: flag,
  }),
  visible: fields({ on: flag }),
  identify: fields({ identity }),
  logout: fields({}),
  locale: fields({ locale: short }),
  context: fields({ context }),
  page: fields({ page }),
  outbox: fields({ key: outKey, value: orNull(stored) }),
  token: fields({ token: orNull(token) }),
};

const toHost: Record<ToHost["type"], Check> = {
  ready: fields({}),
  token: fields({ token: orNull(token) }),
  store: fields({ value: stored }),
  outbox: fields({ key: outKey, value: orNull(stored) }),
  unread: fields({ count, name: short, text: text(1024) }),
  config: fields({ color: (v) => typeof v === "string" && isColor(v) }),
  message: fields({ id: short, from: short, name: short, text: text(65536), sent_at: short }),
  close: fields({}),
  failed: fields({ code: short }),
};

/** isColor says whether a value is a colour written as #rrggbb. */
export function isColor(value: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(value);
}

export const isIdentity = (v: unknown): v is Identity =>
  identity(v) && (typeof (v as Identity).token === "string" || typeof (v as Identity).user_id === "string");
export const isContext = (v: unknown): v is Context => context(v);

/** The mark of our messages among all that windows post. */
const MARK = "switchboard";

/** Whom a window talks to: one window, one origin. */
export interface Peer {
  window: Window | null;
  origin: string;
}

/** The part of a MessageEvent that is judged. */
export type Received = Pick<MessageEvent, "origin" | "source" | "data">;

function receive<M>(event: Received, from: Peer, checks: Record<string, Check>): M | null {
  if (!from.window || event.source !== from.window || event.origin !== from.origin) return null;
  const data: unknown = event.data;
  if (!record(data) || data[MARK] !== 1 || typeof data.type !== "string") return null;
  if (!Object.prototype.hasOwnProperty.call(checks, data.type)) return null;
  return checks[data.type]!(data) ? (data as M) : null;
}

/** receiveInFrame returns the loader's message, or null if it is not one. */
export const receiveInFrame = (event: Received, host: Peer): ToFrame | null => receive(event, host, toFrame);

/** receiveInHost returns the frame's message, or null if it is not one. */
export const receiveInHost = (event: Received, frame: Peer): ToHost | null => receive(event, frame, toHost);

/** post sends a message to one window, and only if it has that very origin. */
export function post(peer: Peer, message: ToFrame | ToHost): void {
  peer.window?.postMessage({ [MARK]: 1, ...message }, peer.origin);
}
