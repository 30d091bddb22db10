/**
 * What the visitor's conversation is, as values and pure functions: pages of
 * history, publications of the stream and the outbox come in any order and
 * more than once, and end as one list, by offset, without doubles.
 */
import type { Attachment, Delivery, History, Item, Message, Position, Queue, Standing, Status } from "../shared/types.ts";

/** A message on its way to the hub. Its key is the client_message_id of every attempt. */
export interface Outgoing {
  key: string;
  text: string;
  attachments: Attachment[];
  choice?: { message: string; id: string };
  at: string;
  state: "waiting" | "sending" | "failed";
  error?: string;
}

export interface State {
  /** By offset, each id once. */
  messages: Message[];
  /** In the order they were written, none of which is in messages. */
  outbox: Outgoing[];
  /** What has been seen of the stream without a gap. */
  position: Position | null;
  /** There is history before the first message. */
  more: boolean;
  /** Agents have read up to this offset. */
  seen: number;
  status: Status | null;
  agent: string;
  /** Where the visitor waits, as far as that is known. */
  queue: Queue | null;
  /** Messages from the other side that the visitor has not seen. */
  unread: number;
  /** The first of them, for the unread line. */
  line: string | null;
  /** Deleted ids, so that an older page does not bring them back. */
  deleted: ReadonlySet<string>;
}

export const empty: State = {
  messages: [],
  outbox: [],
  position: null,
  more: false,
  seen: 0,
  status: null,
  agent: "",
  queue: null,
  unread: 0,
  line: null,
  deleted: new Set(),
};

const rank: Record<Delivery, number> = { sent: 0, delivered: 1, read: 2 };

/** upsert keeps a message's place once it has one: an edit does not move it. */
function upsert(state: State, message: Message, stale = false): State {
  if (state.deleted.has(message.id)) return state;
  const at = state.messages.findIndex((m) => m.id === message.id);
  const messages = state.messages.slice();
  if (at >= 0) {
    const old = messages[at]!;
    if (stale) return state;
    messages[at] = { ...message, offset: old.offset };
    const delivery = further(old.delivery, message.delivery);
    if (delivery) messages[at].delivery = delivery;
  } else {
    let i = messages.length;
    while (i > 0 && messages[i - 1]!.offset > message.offset) i--;
    messages.splice(i, 0, message);
  }
  const outbox = message.client_message_id
    ? state.outbox.filter((o) => o.key !== message.client_message_id)
    : state.outbox;
  return { ...state, messages, outbox };
}

function further(a: Delivery | undefined, b: Delivery | undefined): Delivery | undefined {
  if (!a || !b) return a ?? b;
  return rank[a] > rank[b] ? a : b;
}

/** fromOthers says whether a message counts as unread when it arrives. */
export const fromOthers = (m: Message): boolean => m.from === "agent" || m.from === "bot";

function apply(state: State, item: Item, stale = false): State {
  switch (item.type) {
    case "message":
      return upsert(state, item.message, stale);
    case "updated": {
      const known = state.messages.some((m) => m.id === item.message.id);
      // An edit of what has not been scrolled to comes with its page.
      return known ? upsert(state, item.message, stale) : state;
    }
    case "deleted":
      return {
        ...state,
        messages: state.messages.filter((m) => m.id !== item.id),
        deleted: new Set(state.deleted).add(item.id),
      };
    case "read":
      return { ...state, seen: Math.max(state.seen, item.upto) };
    case "status":
      return stale ? state : standing(state, item);
    case "queue":
      return stale || state.status !== "queued" ? state : { ...state, queue: item.queue };
    default:
      return state;
  }
}

/** standing takes how the conversation stands. */
export const standing = (state: State, to: Standing | undefined): State =>
  to ? { ...state, status: to.status, agent: to.agent?.name ?? "", queue: to.queue ?? null } : state;

/** publish takes the next publication of the stream; what was seen before changes nothing. */
export function publish(state: State, item: Item, at: Position, visible: boolean): State {
  if (state.position && state.position.epoch === at.epoch && at.offset <= state.position.offset) return state;
  let next: State = { ...apply(state, item), position: at };
  if (item.type === "message" && fromOthers(item.message) && !state.messages.some((m) => m.id === item.message.id)) {
    if (!visible) next = { ...next, unread: next.unread + 1, line: next.line ?? item.message.id };
  }
  return next;
}

const messagesOf = (items: Item[]): Message[] =>
  items.flatMap((i) => (i.type === "message" || i.type === "updated" ? [i.message] : []));

/** newest takes the newest page of history, after a start or a gap. */
export function newest(state: State, page: History, visible: boolean): State {
  const stale = state.position?.epoch === page.epoch && page.offset < state.position.offset;
  const last = state.messages[state.messages.length - 1];
  const first = messagesOf(page.items)[0];
  // Between what was loaded and this page there may be more: only the page is certain.
  const hole = !last || state.position?.epoch !== page.epoch || (page.more && !!first && first.offset > last.offset);
  const from: State = hole ? { ...state, messages: [], more: page.more } : state;
  const take = (s: State, item: Item) => (item.type === "updated" ? upsert(s, item.message, stale) : apply(s, item, stale));
  const next = page.items.reduce(take, from);
  if (stale) return next;
  const counted = standing(visible ? next : countMissed(next, state), page.status);
  return { ...counted, position: { offset: page.offset, epoch: page.epoch } };
}

/** countMissed counts what a gap had hidden; a first page has no gap. */
function countMissed(state: State, was: State): State {
  if (!was.position) return state;
  const known = new Set(was.messages.map((m) => m.id));
  const missed = state.messages.filter((m) => fromOthers(m) && m.offset > was.position!.offset && !known.has(m.id));
  if (missed.length === 0) return state;
  return { ...state, unread: state.unread + missed.length, line: state.line ?? missed[0]!.id };
}

/** older takes a page before the first message. */
export function older(state: State, page: History): State {
  const next = page.items.reduce((s, item) => {
    if (item.type === "message" || item.type === "updated") return upsert(s, item.message, true);
    return item.type === "deleted" ? apply(s, item) : s;
  }, state);
  return { ...next, more: page.more };
}

/** before is what to ask for older history with. */
export const before = (state: State): number | undefined => state.messages[0]?.offset;

/** unreadSince draws the unread line before the last `count` messages of the other side. */
export function unreadSince(state: State, count: number): State {
  const others = state.messages.filter(fromOthers);
  const line = count > 0 ? (others[Math.max(0, others.length - count)]?.id ?? null) : null;
  return { ...state, unread: count, line };
}

/** seenByVisitor clears the count; the line stays until the chat is left. */
export const seenByVisitor = (state: State): State => (state.unread ? { ...state, unread: 0 } : state);

/** unsent is the outbox for a new beginning: what was on its way waits again. */
export const unsent = (outbox: Outgoing[]): Outgoing[] =>
  outbox.map((o) => (o.state === "sending" ? { ...o, state: "waiting" } : o));

export const enqueue = (state: State, out: Outgoing): State => ({ ...state, outbox: [...state.outbox, out] });

export const discard = (state: State, key: string): State => ({
  ...state,
  outbox: state.outbox.filter((o) => o.key !== key),
});

export function mark(state: State, key: string, to: Outgoing["state"], error?: string): State {
  const outbox = state.outbox.map((o) => {
    if (o.key !== key) return o;
    const { error: _, ...rest } = o;
    return { ...rest, state: to, ...(error && { error }) };
  });
  return { ...state, outbox };
}

/** sent puts the hub's answer in the place of what was sent. The stream's position is not moved by it. */
export const sent = (state: State, key: string, message: Message): State =>
  discard(upsert(state, { ...message, client_message_id: key }), key);

/** deliveryOf is how far the visitor's own message got. */
export function deliveryOf(state: State, m: Message): Delivery {
  return m.delivery === "read" || m.offset <= state.seen ? "read" : (m.delivery ?? "sent");
}
