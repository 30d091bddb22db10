/** What the host page is told of the conversation, within what it may be told. */
import type { ToHost } from "../shared/protocol.ts";
import type { Message } from "../shared/types.ts";
import { fromOthers, type State } from "./state.ts";

const NAME = 256;
const PREVIEW = 300;

/** unreadNotice counts, and says what the newest unread message begins with. */
export function unreadNotice({ unread, messages }: State): ToHost {
  const last = unread > 0 ? [...messages].reverse().find(fromOthers) : undefined;
  const text = last?.text || last?.attachments?.[0]?.name || "";
  return { type: "unread", count: unread, name: (last?.name ?? "").slice(0, NAME), text: text.slice(0, PREVIEW) };
}

export function messageNotice({ id, from, name, text, sent_at }: Message): ToHost {
  return { type: "message", id, from, name: (name ?? "").slice(0, NAME), text, sent_at };
}
