import assert from "node:assert/strict";
import { test } from "node:test";
import type { Message } from "../../src/shared/types.ts";
import { answers, isRating } from "../../src/frame/rating.ts";
import { openChoices, rows } from "../../src/frame/rows.ts";
import { empty, type Outgoing, type State } from "../../src/frame/state.ts";

const choices = [1, 2, 3, 4, 5].map((n) => ({ id: `rating:${n}`, text: "★".repeat(n) + "☆".repeat(5 - n) }));
const message = (offset: number, more: Partial<Message> = {}): Message => ({
  id: `m${offset}`, offset, from: "visitor", text: "x", sent_at: new Date(2026, 0, 1, 9).toISOString(), ...more,
});
const asked = (offset: number) => message(offset, { from: "system", text: "满意吗？", choices });
const out = (more: Partial<Outgoing> = {}): Outgoing => ({ key: "k", text: "x", attachments: [], at: new Date(2026, 0, 1, 9).toISOString(), state: "waiting", ...more });
const pressed = { text: "★★★★☆", choice: { message: "m1", id: "rating:4" } };
const shape = (s: State) => rows(s).map((r) => (r.kind === "rating" ? `rating ${r.message.id} ${r.answer?.score ?? "open"}` : r.kind === "day" ? r.kind : `${r.kind} ${r.key}`));

test("only what the hub asks with scores is a rating", () => {
  assert.ok(isRating(asked(1)));
  const other: Partial<Message>[] = [
    { from: "bot" }, { choices: [] }, { choices: [...choices, { id: "no", text: "不想评" }] }, { choices: [{ id: "rating:6", text: "6" }] },
  ];
  for (const more of other) assert.ok(!isRating({ ...asked(1), ...more }), JSON.stringify(more));
});

test("an answer is drawn into its question, on its way and once it is there", () => {
  const cases: [string, Message[], Outgoing[], string[]][] = [
    ["not answered", [asked(1)], [], ["rating m1 open"]],
    ["something else was said", [asked(1), message(2)], [], ["rating m1 open", "bubble m2"]],
    ["on its way", [asked(1)], [out(pressed)], ["rating m1 4"]],
    ["refused, to be tried again", [asked(1)], [out({ ...pressed, state: "failed" })], ["rating m1 4", "bubble k"]],
    ["there", [asked(1), message(2, { text: "★★★★☆" })], [], ["rating m1 4"]],
    ["later", [asked(1), message(2), message(3, { text: "★★★★☆" })], [], ["rating m1 4", "bubble m2"]],
    ["the same said again is words", [asked(1), message(2, { text: "★★★★☆" }), message(3, { text: "★★★★☆" })], [], ["rating m1 4", "bubble m3"]],
    ["before any question it is words", [message(1, { text: "★★★★☆" })], [], ["bubble m1"]],
    ["asked again", [asked(1), asked(2)], [], ["system m1", "rating m2 open"]],
    ["each its own", [asked(1), message(2, { text: "★☆☆☆☆" }), asked(3)], [], ["rating m1 1", "rating m3 open"]],
  ];
  for (const [name, messages, outbox, want] of cases) {
    assert.deepEqual(shape({ ...empty, messages, outbox }).slice(1), want, name);
  }
});

test("stars are no quick replies, and a quick reply is no rating", () => {
  assert.equal(openChoices({ ...empty, messages: [asked(1)] }), null);
  const plain = message(1, { from: "bot", choices: [{ id: "a", text: "A" }] });
  assert.equal(openChoices({ ...empty, messages: [plain] })?.id, "m1");
  assert.equal(answers({ ...empty, messages: [plain, message(2, { text: "A" })], outbox: [out({ choice: { message: "m1", id: "a" } })] }).size, 0);
});
