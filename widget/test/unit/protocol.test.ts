import assert from "node:assert/strict";
import { test } from "node:test";
import { isContext, isIdentity, post, receiveInFrame, receiveInHost, type Peer, type Received } from "../../src/shared/protocol.ts";

const frame = {} as Window;
const other = {} as Window;
const peer: Peer = { window: frame, origin: "https://hub.example" };
const event = (data: unknown, more: Partial<Received> = {}): Received => ({ origin: peer.origin, source: frame, data, ...more });
const ok = { switchboard: 1, type: "unread", count: 2, name: "", text: "hi" };

test("a message counts only from the one window of the one origin", () => {
  assert.deepEqual(receiveInHost(event(ok), peer), ok);
  assert.equal(receiveInHost(event(ok, { origin: "https://hub.example.evil.example" }), peer), null);
  assert.equal(receiveInHost(event(ok, { origin: "null" }), peer), null);
  assert.equal(receiveInHost(event(ok, { source: other }), peer), null);
  assert.equal(receiveInHost(event(ok, { source: null }), { window: null, origin: peer.origin }), null, "no frame, no message");
});

test("a message counts only in its shape", () => {
  const bad: unknown[] = [
    null, 1, "unread", [], {}, { ...ok, switchboard: 2 }, { ...ok, type: "unknown" }, { ...ok, type: "constructor" },
    { ...ok, count: -1 }, { ...ok, count: 1.5 }, { ...ok, count: "2" }, { ...ok, text: 1 }, { ...ok, text: "x".repeat(2000) },
    { switchboard: 1, type: "token" }, { switchboard: 1, type: "token", token: {} },
    { switchboard: 1, type: "config", color: "url(https://evil.example)" }, { switchboard: 1, type: "config", color: ["#112233"] },
    { switchboard: 1, type: "store", value: "x".repeat(70000) },
    { switchboard: 1, type: "outbox", key: "../token", value: "{}" }, { switchboard: 1, type: "outbox", key: "", value: null }, { switchboard: 1, type: "outbox", key: "k", value: 1 },
  ];
  for (const data of bad) assert.equal(receiveInHost(event(data), peer), null, JSON.stringify(data)?.slice(0, 80));
  assert.equal(receiveInFrame(event(ok), peer), null, "the host says nothing of unread");
});

test("the frame takes a whole greeting, or none", () => {
  const init = {
    switchboard: 1, type: "init", token: null, identity: { token: "a.b.c" }, locale: "zh-CN", theme: "auto",
    page: { url: "https://shop.example/", title: "Shop", referrer: "" }, context: { order: "1", total: 2.5, paid: true }, stored: null, visible: true,
  };
  assert.deepEqual(receiveInFrame(event(init), peer), init);
  assert.ok(receiveInFrame(event({ ...init, outbox: ["{}"] }), peer));
  const bad = [{ outbox: "x" }, { outbox: [1] }, { outbox: Array(201).fill("") }, { page: "x" }, { token: 1 }, { context: { a: {} } }, { context: { a: NaN } }, { visible: 1 }, { theme: undefined }];
  for (const part of bad) assert.equal(receiveInFrame(event({ ...init, ...part }), peer), null, JSON.stringify(part));
});

test("identities and contexts are checked before they are taken from the page", () => {
  assert.ok(isIdentity({ token: "x" }) && isIdentity({ user_id: "1", user_hash: "ab" }));
  for (const bad of [null, {}, "x", { user_hash: "x" }, { token: 1 }]) assert.ok(!isIdentity(bad));
  assert.ok(isContext({}) && !isContext([]) && !isContext(null) && !isContext({ ["k".repeat(65)]: 1 }));
  assert.ok(!isContext(Object.fromEntries(Array.from({ length: 33 }, (_, i) => [`k${i}`, 1]))));
});

test("what is posted goes to one exact origin", () => {
  const posted: unknown[][] = [];
  const target = { postMessage: (...args: unknown[]) => posted.push(args) } as unknown as Window;
  post({ window: target, origin: "https://shop.example" }, { type: "close" });
  post({ window: null, origin: "https://shop.example" }, { type: "close" });
  assert.deepEqual(posted, [[{ switchboard: 1, type: "close" }, "https://shop.example"]]);
});
