/** What outlives a reload, as text in the host page's storage: the outbox, the draft, what was answered. */
import type { Attachment } from "../shared/types.ts";
import type { Outgoing } from "./state.ts";

export interface Saved {
  outbox: Outgoing[];
  draft: string;
  contact: "" | "left" | "dismissed";
}

const MAX = 60000;

export const nothing: Saved = { outbox: [], draft: "", contact: "" };

/** write keeps within what the host page may be asked to store: the oldest go first. */
export function write(saved: Saved): string {
  let outbox = saved.outbox;
  for (;;) {
    const text = JSON.stringify({ v: 1, ...saved, outbox });
    if (text.length <= MAX || outbox.length === 0) return text.length <= MAX ? text : JSON.stringify({ v: 1, ...nothing });
    outbox = outbox.slice(1);
  }
}

const str = (v: unknown): v is string => typeof v === "string";
const obj = (v: unknown): v is Record<string, unknown> => typeof v === "object" && v !== null;

function attachment(v: unknown): v is Attachment {
  return obj(v) && str(v.id) && str(v.name) && str(v.mime) && typeof v.size === "number";
}

function outgoing(v: unknown): Outgoing[] {
  if (!obj(v) || !str(v.key) || !str(v.text) || !str(v.at) || !Array.isArray(v.attachments)) return [];
  const choice = obj(v.choice) && str(v.choice.message) && str(v.choice.id) ? { message: v.choice.message, id: v.choice.id } : null;
  const failed = v.state === "failed";
  return [
    {
      key: v.key,
      text: v.text,
      at: v.at,
      attachments: v.attachments.filter(attachment),
      // What was on its way when the page went is simply sent again, under its key.
      state: failed ? "failed" : "waiting",
      ...(failed && str(v.error) && { error: v.error }),
      ...(choice && { choice }),
    },
  ];
}

/** read trusts nothing: the host page's storage may hold anything. */
export function read(text: string | null): Saved {
  try {
    const v: unknown = JSON.parse(text ?? "");
    if (!obj(v) || v.v !== 1) return nothing;
    return {
      outbox: Array.isArray(v.outbox) ? v.outbox.flatMap(outgoing) : [],
      draft: str(v.draft) ? v.draft : "",
      contact: v.contact === "left" || v.contact === "dismissed" ? v.contact : "",
    };
  } catch {
    return nothing;
  }
}
