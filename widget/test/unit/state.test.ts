import assert from "node:assert/strict";
import { test } from "node:test";
import type { History, Item, Message } from "../../src/shared/types.ts";
import * as S from "../../src/frame/state.ts";

const message = (offset: number, more: Partial<Message> = {}): Message => ({
  id: `m${offset}`, offset, from: "agent", text: `text ${offset}`, sent_at: "2026-01-02T03:04:05Z", ...more,
});
const item = (m: Message): Item => ({ type: "message", message: m });
const at = (offset: number, epoch = "e") => ({ offset, epoch });
const page = (offsets: number[], offset: number, more = false, epoch = "e"): History => ({
  items: offsets.map((o) => item(message(o))), offset, epoch, more,
});
const ids = (s: S.State) => s.messages.map((m) => m.id);
const outgoing = (key: string): S.Outgoing => ({ key, text: key, attachments: [], at: "2026-01-02T03:04:05Z", state: "waiting" });

test("publications and a page of history in either order are one list without doubles", () => {
  const items = [1, 2, 3].map((o) => item(message(o)));
  const streamed = items.reduce((s, i, n) => S.publish(s, i, at(n + 1), true), S.newest(S.empty, page([], 0), true));
  const both = S.newest(streamed, page([1, 2, 3], 3), true);
  assert.deepEqual(ids(both), ["m1", "m2", "m3"]);
  const late = S.publish(S.newest(S.empty, page([1, 3], 3), true), item(message(2)), at(4), true);
  assert.deepEqual(ids(late), ["m1", "m2", "m3"], "a late one stands where its offset says");
});

test("a publication that was seen changes nothing", () => {
  const state = S.newest(S.empty, page([1, 2], 2), true);
  assert.equal(S.publish(state, item(message(2)), at(2), false), state);
  assert.equal(S.publish(state, item(message(3)), at(3), false).unread, 1);
});

test("what was sent takes its own place, whether answer or publication comes first", () => {
  const mine = message(5, { id: "mine", from: "visitor", client_message_id: "k" });
  const queued = S.enqueue(S.newest(S.empty, page([1], 1), true), outgoing("k"));
  const answered = S.sent(queued, "k", mine);
  assert.deepEqual([ids(answered), answered.outbox], [["m1", "mine"], []]);
  assert.equal(answered.position?.offset, 1, "an answer says nothing of what came before it");
  const published = S.publish(queued, item(mine), at(5), true);
  assert.deepEqual([ids(published), published.outbox], [["m1", "mine"], []]);
  assert.deepEqual(ids(S.sent(published, "k", mine)), ["m1", "mine"]);
  assert.deepEqual(ids(S.publish(answered, item(mine), at(5), true)), ["m1", "mine"]);
});

test("the answer without a client_message_id still ends what waited under its key", () => {
  const state = S.sent(S.enqueue(S.empty, outgoing("k")), "k", message(1, { from: "visitor" }));
  assert.deepEqual(state.outbox, []);
  assert.equal(state.messages[0]?.client_message_id, "k");
});

test("an edit keeps the place, and one of a message that is not loaded waits for its page", () => {
  const state = S.newest(S.empty, page([4, 5], 5, true), true);
  const edited = S.publish(state, { type: "updated", message: message(9, { id: "m4", text: "new" }) }, at(9), true);
  assert.deepEqual(ids(edited), ["m4", "m5"]);
  assert.equal(edited.messages[0]?.text, "new");
  const unknown = S.publish(state, { type: "updated", message: message(1) }, at(10), true);
  assert.deepEqual(ids(unknown), ["m4", "m5"]);
  const older = S.older(unknown, page([1, 4], 10));
  assert.deepEqual(ids(older), ["m1", "m4", "m5"]);
  assert.equal(older.more, false);
});

test("what was deleted does not come back with an older page", () => {
  const gone = S.publish(S.newest(S.empty, page([2, 3], 3, true), true), { type: "deleted", id: "m1" }, at(4), true);
  assert.deepEqual(ids(S.older(gone, page([1], 4))), ["m2", "m3"]);
});

test("a gap larger than a page keeps only what is certain; a smaller one is closed", () => {
  const state = S.newest(S.empty, page([1, 2], 2), true);
  const far = S.newest(state, page([50, 51], 51, true), true);
  assert.deepEqual([ids(far), far.more], [["m50", "m51"], true]);
  const near = S.newest(state, page([2, 3, 4], 4, true), true);
  assert.deepEqual([ids(near), near.more], [["m1", "m2", "m3", "m4"], false]);
  const anew = S.newest(state, page([1], 1, false, "other"), true);
  assert.deepEqual([ids(anew), anew.position], [["m1"], at(1, "other")]);
});

test("a page older than the stream does not undo what the stream said", () => {
  let state = S.newest(S.empty, page([1], 1), true);
  state = S.publish(state, { type: "updated", message: message(1, { text: "edited" }) }, at(2), true);
  state = S.newest(state, page([1], 1), true);
  assert.equal(state.messages[0]?.text, "edited");
  assert.equal(state.position?.offset, 2);
});

test("unread counts what others wrote while nobody looked, also over a gap, once", () => {
  let state = S.newest(S.empty, page([1], 1), true);
  state = S.publish(state, item(message(2)), at(2), false);
  state = S.publish(state, item(message(3, { from: "visitor" })), at(3), false);
  state = S.publish(state, item(message(4, { from: "system" })), at(4), false);
  assert.deepEqual([state.unread, state.line], [1, "m2"]);
  state = S.newest(state, page([2, 3, 4, 6], 6), false);
  assert.deepEqual([state.unread, state.line], [2, "m2"]);
  state = S.seenByVisitor(state);
  assert.deepEqual([state.unread, state.line], [0, "m2"]);
  const resumed = S.unreadSince(S.newest(S.empty, page([1, 2, 3], 3), true), 2);
  assert.deepEqual([resumed.unread, resumed.line], [2, "m2"]);
});

test("ticks only rise: agents' reading counts for all before it", () => {
  const own = (o: number, delivery?: Message["delivery"]) => message(o, { from: "visitor", ...(delivery && { delivery }) });
  let state = S.newest(S.empty, { items: [item(own(1, "delivered")), item(own(2))], offset: 2, epoch: "e", more: false }, true);
  assert.deepEqual(state.messages.map((m) => S.deliveryOf(state, m)), ["delivered", "sent"]);
  state = S.publish(state, { type: "updated", message: own(1, "sent") }, at(3), true);
  assert.equal(S.deliveryOf(state, state.messages[0]!), "delivered");
  state = S.publish(state, { type: "read", by: "agent", upto: 1 }, at(4), true);
  assert.deepEqual(state.messages.map((m) => S.deliveryOf(state, m)), ["read", "sent"]);
});

test("status says who answers; an unknown item is passed over", () => {
  let state = S.publish(S.empty, { type: "status", status: "active", agent: { name: "小李" } }, at(1), true);
  assert.deepEqual([state.status, state.agent], ["active", "小李"]);
  state = S.publish(state, { type: "something-new" } as unknown as Item, at(2), true);
  assert.equal(state.position?.offset, 2);
});

test("a message that failed is tried again under its key, or discarded", () => {
  let state = S.enqueue(S.empty, outgoing("k"));
  state = S.mark(state, "k", "failed", "widget.too_large");
  assert.equal(state.outbox[0]?.error, "widget.too_large");
  state = S.mark(state, "k", "waiting");
  assert.deepEqual(state.outbox, [outgoing("k")]);
  assert.deepEqual(S.discard(state, "k").outbox, []);
});

test("a place counts until the next status, and an older page brings none back", () => {
  const steps: [Item, string | null, number | undefined][] = [
    [{ type: "queue", queue: { ahead: 9 } }, null, undefined],
    [{ type: "status", status: "bot" }, "bot", undefined],
    [{ type: "status", status: "queued" }, "queued", undefined],
    [{ type: "queue", queue: { ahead: 2, minutes: 3 } }, "queued", 2],
    [{ type: "queue", queue: { ahead: 1 } }, "queued", 1],
    [{ type: "status", status: "active", agent: { name: "小李" } }, "active", undefined],
    [{ type: "status", status: "queued" }, "queued", undefined],
  ];
  let state = S.newest(S.empty, page([], 0), true);
  steps.forEach(([item, status, ahead], i) => {
    state = S.publish(state, item, at(i + 1), true);
    assert.deepEqual([state.status, state.queue?.ahead], [status, ahead], `step ${i}`);
  });
  const told = S.newest(state, { ...page([], 8), status: { status: "queued", queue: { ahead: 4 } } }, true);
  assert.equal(told.queue?.ahead, 4);
  assert.equal(S.publish(told, { type: "queue", queue: { ahead: 7 } }, at(8), true), told, "what was seen before");
});
