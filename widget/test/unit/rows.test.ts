import assert from "node:assert/strict";
import { test } from "node:test";
import type { Message } from "../../src/shared/types.ts";
import { openChoices, rows } from "../../src/frame/rows.ts";
import { empty, type State } from "../../src/frame/state.ts";

const at = (day: number, hour: number, minute = 0) => new Date(2026, 0, day, hour, minute).toISOString();
const message = (offset: number, sent_at: string, more: Partial<Message> = {}): Message => ({
  id: `m${offset}`, offset, from: "agent", text: "x", sent_at, ...more,
});
const state = (messages: Message[], more: Partial<State> = {}): State => ({ ...empty, messages, ...more });
const shape = (s: State) => rows(s).map((r) => (r.kind === "bubble" ? `${r.key}${r.first ? "^" : ""}${r.last ? "$" : ""}` : r.kind));

test("days divide, and one side's messages within five minutes are one group", () => {
  const s = state([
    message(1, at(1, 9)), message(2, at(1, 9, 4)), message(3, at(1, 9, 30)),
    message(4, at(1, 9, 31), { from: "visitor" }), message(5, at(2, 8), { from: "visitor" }),
  ]);
  assert.deepEqual(shape(s), ["day", "m1^", "m2$", "m3^$", "m4^$", "day", "m5^$"]);
});

test("another agent, a system line and the unread line begin a new group", () => {
  const s = state(
    [
      message(1, at(1, 9), { name: "A" }), message(2, at(1, 9), { name: "B" }),
      message(3, at(1, 9), { from: "system" }), message(4, at(1, 9), { name: "B" }), message(5, at(1, 9), { name: "B" }),
    ],
    { line: "m5" },
  );
  assert.deepEqual(shape(s), ["day", "m1^$", "m2^$", "system", "m4^$", "unread", "m5^$"]);
});

test("a bubble keeps its key from the outbox to the hub", () => {
  const out = { key: "k", text: "x", attachments: [], at: at(1, 9), state: "waiting" as const };
  assert.deepEqual(shape(state([], { outbox: [out] })), ["day", "k^$"]);
  assert.deepEqual(shape(state([message(1, at(1, 9), { from: "visitor", client_message_id: "k" })])), ["day", "k^$"]);
});

test("keys are unique even where clocks go back over midnight", () => {
  const s = state([message(1, at(2, 0)), message(2, at(1, 23, 59)), message(3, at(2, 0))]);
  const keys = rows(s).map((r) => r.key);
  assert.equal(new Set(keys).size, keys.length);
});

test("quick replies stand until the visitor says something", () => {
  const asked = message(1, at(1, 9), { choices: [{ id: "a", text: "A" }] });
  assert.equal(openChoices(state([asked, message(2, at(1, 9))]))?.id, "m1");
  assert.equal(openChoices(state([asked, message(2, at(1, 9), { from: "visitor" })])), null);
  const out = { key: "k", text: "x", attachments: [], at: at(1, 9), state: "waiting" as const };
  assert.equal(openChoices(state([asked], { outbox: [out] })), null);
});
