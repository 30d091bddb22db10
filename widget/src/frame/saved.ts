/** What outlives a reload, as texts in the host page's storage: the draft, what was answered, each message that waits. */
import type { Attachment } from "../shared/types.ts";
import type { Outgoing } from "./state.ts";

export interface Saved {
  draft: string;
  contact: "" | "left" | "dismissed";
}

const MAX = 60000;

export const nothing: Saved = { draft: "", contact: "" };

/** write keeps within what the host page may be asked to store. */
export function write(saved: Saved): string {
  const text = JSON.stringify({ v: 1, ...saved });
  return text.length <= MAX ? text : JSON.stringify({ v: 1, ...nothing });
}

/** writeOut is how a message waits: on its way or not is this page's matter. Null: too large to be kept. */
export function writeOut({ key, text, attachments, choice, at, state, error }: Outgoing): string | null {
  const kept = { key, text, attachments, choice, at, ...(state === "failed" && { state, error }) };
  const out = JSON.stringify(kept);
  return out.length <= MAX ? out : null;
}

/** readOut trusts nothing: the host page's storage may hold anything. */
export function readOut(text: string): Outgoing | null {
  try {
    return outgoing(JSON.parse(text));
  } catch {
    return null;
  }
}

/** readAll puts what waits in the order in which it was written. */
export function readAll(texts: string[]): Outgoing[] {
  const list = texts.flatMap((text) => readOut(text) ?? []);
  return list.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

const str = (v: unknown): v is string => typeof v === "string";
const obj = (v: unknown): v is Record<string, unknown> => typeof v === "object" && v !== null;

function attachment(v: unknown): v is Attachment {
  return obj(v) && str(v.id) && str(v.name) && str(v.mime) && typeof v.size === "number";
}

function outgoing(v: unknown): Outgoing | null {
  if (!obj(v) || !str(v.key) || !str(v.text) || !str(v.at) || !Array.isArray(v.attachments)) return null;
  const choice = obj(v.choice) && str(v.choice.message) && str(v.choice.id) ? { message: v.choice.message, id: v.choice.id } : null;
  const failed = v.state === "failed";
  return {
    key: v.key,
    text: v.text,
    at: v.at,
    attachments: v.attachments.filter(attachment),
    // What was on its way when the page went is simply sent again, under its key.
    state: failed ? "failed" : "waiting",
    ...(failed && str(v.error) && { error: v.error }),
    ...(choice && { choice }),
  };
}

/** read trusts as little. */
export function read(text: string | null): Saved {
  try {
    const v: unknown = JSON.parse(text ?? "");
    if (!obj(v) || v.v !== 1) return nothing;
    return {
      draft: str(v.draft) ? v.draft : "",
      contact: v.contact === "left" || v.contact === "dismissed" ? v.contact : "",
    };
  } catch {
    return nothing;
  }
}
