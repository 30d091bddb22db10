import assert from "node:assert/strict";
import { test } from "node:test";
import type { Message } from "../../src/shared/types.ts";
import { given, isRating, join, part, reasonsFor } from "../../src/frame/rating.ts";
import { openChoices, rows } from "../../src/frame/rows.ts";
import { empty, type Outgoing, type State } from "../../src/frame/state.ts";

const now = Date.UTC(2026, 0, 2);
const later = new Date(now + 1).toISOString();
const choices = [1, 2, 3, 4, 5].map((n) => ({ id: `rating:${n}`, text: "★".repeat(n) + "☆".repeat(5 - n) }));
const message = (offset: number, more: Partial<Message> = {}): Message => ({
  id: `m${offset}`, offset, from: "visitor", text: "x", sent_at: new Date(2026, 0, 1, 9).toISOString(), ...more,
});
const asked = (offset: number, until = later) => message(offset, { from: "system", text: "满意吗？", choices, rating: { until, reasons: [{ from: 1, to: 2, labels: ["慢", "没解决"] }] } });
const press = (offset: number, of: number, score: number, text = choices[score - 1]!.text) =>
  message(offset, { text, choice: { message: `m${of}`, id: `rating:${score}` } });
const out = (more: Partial<Outgoing> = {}): Outgoing => ({ key: "k", text: "x", attachments: [], at: new Date(2026, 0, 1, 9).toISOString(), state: "waiting", ...more });
const pressed = { text: "★★★★☆", choice: { message: "m1", id: "rating:4" } };
const shape = (s: State) => rows(s, now).map((r) => {
  if (r.kind !== "rating") return r.kind === "day" ? r.kind : `${r.kind} ${r.key}`;
  return `rating ${r.message.id} ${r.answer?.score ?? "open"}${r.answer?.comment ? ` ${r.answer.comment}` : ""}`;
});

test("only what the hub asks with scores is a rating", () => {
  assert.ok(isRating(asked(1)));
  const other: Partial<Message>[] = [
    { from: "bot" }, { choices: [] }, { choices: [...choices, { id: "no", text: "不想评" }] }, { choices: [{ id: "rating:6", text: "6" }] },
  ];
  for (const more of other) assert.ok(!isRating({ ...asked(1), ...more }), JSON.stringify(more));
});

test("an answer is drawn into its question, on its way and once it is there, and the last one counts", () => {
  const over = new Date(now - 1).toISOString();
  const cases: [string, Message[], Outgoing[], string[]][] = [
    ["not answered", [asked(1)], [], ["rating m1 open"]],
    ["something else was said", [asked(1), message(2)], [], ["rating m1 open", "bubble m2"]],
    ["on its way", [asked(1)], [out(pressed)], ["rating m1 4"]],
    ["refused, to be tried again", [asked(1)], [out({ ...pressed, state: "failed" })], ["rating m1 4", "bubble k"]],
    ["there", [asked(1), press(2, 1, 4)], [], ["rating m1 4"]],
    ["later", [asked(1), message(2), press(3, 1, 4)], [], ["rating m1 4", "bubble m2"]],
    ["with words", [asked(1), press(2, 1, 4), press(3, 1, 4, "很好")], [], ["rating m1 4 很好"]],
    ["changed", [asked(1), press(2, 1, 4, "很好"), press(3, 1, 2)], [], ["rating m1 2"]],
    ["being changed", [asked(1), press(2, 1, 2)], [out(pressed)], ["rating m1 4"]],
    ["the same, only said, is words", [asked(1), message(2, { text: "★★★★☆" })], [], ["rating m1 open", "bubble m2"]],
    ["asked again", [asked(1), asked(2)], [], ["system m1", "rating m2 open"]],
    ["each its own", [asked(1), press(2, 1, 1), asked(3)], [], ["rating m1 1", "rating m3 open"]],
    ["the time is over", [asked(1, over)], [], ["system m1"]],
    ["answered before the time was over", [asked(1, over), press(2, 1, 5)], [], ["rating m1 5"]],
    ["of a question that is not loaded", [press(2, 1, 5)], [], ["bubble m2"]],
  ];
  for (const [name, messages, outbox, want] of cases) {
    assert.deepEqual(shape({ ...empty, messages, outbox }).slice(1), want, name);
  }
});

test("stars are no quick replies, and a quick reply is no rating", () => {
  assert.equal(openChoices({ ...empty, messages: [asked(1)] }), null);
  const plain = message(1, { from: "bot", choices: [{ id: "a", text: "A" }] });
  assert.equal(openChoices({ ...empty, messages: [plain] })?.id, "m1");
  const answer = message(2, { text: "A", choice: { message: "m1", id: "a" } });
  assert.equal(given({ ...empty, messages: [plain, answer], outbox: [out({ choice: { message: "m1", id: "a" } })] }).answers.size, 0);
});

test("reasons and words are one comment, and come apart again", () => {
  assert.deepEqual([1, 2, 3].map((score) => reasonsFor(asked(1), score).length), [2, 2, 0]);
  const cases: [string[], string, string][] = [
    [[], " 太慢 ", "太慢"], [["慢"], "", "慢"], [["慢", "没解决"], "等了\n一天", "慢、没解决\n等了\n一天"], [[], "", ""],
  ];
  for (const [reasons, words, comment] of cases) {
    assert.equal(join(reasons, words), comment);
    assert.deepEqual(part(comment, ["慢", "没解决"]), { reasons, words: words.trim() });
  }
  assert.deepEqual(part("慢、别的\n话", ["慢"]), { reasons: [], words: "慢、别的\n话" });
});
