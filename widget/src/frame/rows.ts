/** What the log shows, as a pure function of the state: days, the unread line, bubbles in groups. */
import type { Message } from "../shared/types.ts";
import { given, isOpen, isRating, type Answer } from "./rating.ts";
import type { Outgoing, State } from "./state.ts";

export interface Bubble {
  kind: "bubble";
  key: string;
  own: boolean;
  message?: Message;
  out?: Outgoing;
  at: Date;
  /** The first of a group shows the name, the last one the time. */
  first: boolean;
  last: boolean;
}

/** A question for a rating that may be answered, or was. */
export interface Rating {
  kind: "rating";
  key: string;
  message: Message;
  answer?: Answer;
}

export type Row =
  | { kind: "day"; key: string; at: Date }
  | { kind: "unread"; key: string }
  | { kind: "system"; key: string; text: string }
  | Rating
  | Bubble;

/** Messages of one side this close together are one group. */
const GROUP_MS = 5 * 60 * 1000;

const sameDay = (a: Date, b: Date): boolean => a.toDateString() === b.toDateString();
const side = (b: Bubble): string => (b.own ? "own" : `${b.message?.from}:${b.message?.name ?? ""}`);

type Entry = Bubble | { kind: "system"; key: string; text: string; at: Date; id: string } | (Rating & { at: Date; id: string });

function entries(state: State, now: number): Entry[] {
  const { answers, drawn } = given(state);
  const asked = [...state.messages].reverse().find(isRating);
  const messages = state.messages.filter((m) => !drawn.has(m.id)).map((m): Entry => {
    const at = new Date(m.sent_at);
    // The key of the outbox stays, so that the bubble that was being sent is the one that is sent.
    const key = m.client_message_id ?? m.id;
    const answer = answers.get(m.id);
    // Of the questions that were not answered only the last one still stands, and not for ever.
    if (answer || (m === asked && isOpen(m, now))) return { kind: "rating", key: `rating:${m.id}`, message: m, at, id: m.id, ...(answer && { answer }) };
    if (m.from === "system") return { kind: "system", key, text: m.text, at, id: m.id };
    return { kind: "bubble", key, own: m.from === "visitor", message: m, at, first: true, last: true };
  });
  const outbox = state.outbox.filter((o) => !drawn.has(o.key)).map((o): Entry => ({
    kind: "bubble", key: o.key, own: true, out: o, at: new Date(o.at), first: true, last: true,
  }));
  return [...messages, ...outbox];
}

export function rows(state: State, now = Date.now()): Row[] {
  const rows: Row[] = [];
  const days = new Map<string, number>();
  let day: Date | null = null;
  let previous: Bubble | null = null;
  for (const item of entries(state, now)) {
    if (!day || !sameDay(day, item.at)) {
      const date = item.at.toDateString();
      // Clocks differ, so that a day may come twice.
      days.set(date, (days.get(date) ?? 0) + 1);
      rows.push({ kind: "day", key: `day:${date}:${days.get(date)}`, at: item.at });
      previous = null;
    }
    day = item.at;
    const id = item.kind === "bubble" ? item.message?.id : item.id;
    if (state.line && id === state.line) {
      rows.push({ kind: "unread", key: "unread" });
      previous = null;
    }
    if (item.kind !== "bubble") {
      rows.push(item);
      previous = null;
      continue;
    }
    if (previous && side(previous) === side(item) && item.at.getTime() - previous.at.getTime() < GROUP_MS) {
      item.first = false;
      previous.last = false;
    }
    rows.push(item);
    previous = item;
  }
  return rows;
}

/** openChoices is the message whose quick replies still stand: nothing of the visitor's follows it. */
export function openChoices(state: State): Message | null {
  if (state.outbox.length > 0) return null;
  for (let i = state.messages.length - 1; i >= 0; i--) {
    const m = state.messages[i]!;
    if (m.from === "visitor") return null;
    if (m.choices?.length) return isRating(m) ? null : m;
  }
  return null;
}
