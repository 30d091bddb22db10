import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { ApiError, type Api } from "../../src/frame/api.ts";
import type { Host } from "../../src/frame/host.ts";
import { Visit } from "../../src/frame/visit.ts";
import type { Init } from "../../src/shared/protocol.ts";
import type { Identity, Session } from "../../src/shared/types.ts";

interface Asked {
  token: string | null;
  identity: Identity | null;
  answer(token: string): void;
  fail(error: ApiError): void;
}

const session = (token: string): Session => ({ token, visitor: { id: "v", verified: false }, stream: { channel: "visitor:v", offset: 0, epoch: "e" }, unread: 0,
  config: { name: "", away: false, color: "#000000", require_identity: false, limits: { text: 1, upload_bytes: 1, mimes: [] } } });
const init = (token: string): Init => ({ type: "init", token, identity: null, locale: null, theme: "auto", page: null, context: null, stored: null, outbox: [], visible: true });

/** opened is a visit with the token a, whose calls are answered by hand and whose time is turned by hand. */
async function opened(t: TestContext): Promise<{ visit: Visit; api: { token: string }; asked: Asked[]; told: unknown[]; after(ms: number): Promise<void> }> {
  t.mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_000_000 });
  const asked: Asked[] = [];
  const told: unknown[] = [];
  const api = { token: "", session: ({ token, identity }: Asked) => new Promise<Session>((resolve, reject) => asked.push({ token, identity, answer: (to) => resolve(session(to)), fail: reject })) };
  const host: Host = { embedded: true, tell: (message) => void (message.type === "token" && told.push(message.token)) };
  const visit = new Visit(api as unknown as Api, host, init("a"));
  const first = visit.open();
  asked[0]!.answer("a");
  await first;
  const after = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 150) {
      t.mock.timers.tick(150);
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  };
  return { visit, api, asked, told, after };
}

/** ends says how a promise ended, once it has. */
const ends = (p: Promise<Session>): Promise<string> => p.then((s) => s.token, (e: ApiError) => e.code);

test("a send that is refused after the token was renewed goes on with the new one", async (t) => {
  const { visit, asked, after, api } = await opened(t);
  const socket = visit.renew("a");
  const send = visit.renew("a");
  await after(3150);
  assert.equal(asked.length, 2, "two at a time are one");
  asked[1]!.answer("b");
  assert.deepEqual([await ends(socket), await ends(send)], ["b", "b"]);
  const late = visit.renew("a");
  assert.equal(await ends(late), "b", "the answer to a call with the token before came late: the session has not ended");
  assert.deepEqual([asked.length, api.token], [2, "b"]);
  assert.equal(await ends(visit.renew("b")), "widget.session_ended", "one that is refused at once is not renewed for ever");
});

test("a renewal that failed for a moment is tried again, and the session has not ended", async (t) => {
  const { visit, asked, after } = await opened(t);
  const one = visit.renew("a");
  await after(3150);
  asked[1]!.fail(new ApiError(503, "widget.busy"));
  assert.equal(await ends(one), "widget.busy");
  const two = visit.renew("a");
  await after(3150);
  asked[2]!.answer("b");
  assert.equal(await ends(two), "b");
});

test("the token of another tab is taken without a wait", async (t) => {
  const { visit, asked, after } = await opened(t);
  visit.take("other");
  const one = visit.renew("a");
  await after(0);
  await new Promise<void>((resolve) => setImmediate(resolve));
  assert.equal(asked[1]?.token, "other");
  asked[1]!.answer("other");
  assert.equal(await ends(one), "other");
});

test("who is proven while a token is renewed stays who was proven, whichever answer comes first", async (t) => {
  const { visit, api, asked, told, after } = await opened(t);
  const renewal = visit.renew("a");
  await after(3150);
  visit.identity = { user_id: "u", user_hash: "h" };
  const proven = visit.open();
  asked[2]!.answer("proven");
  assert.equal(await ends(proven), "proven");
  asked[1]!.answer("nobody");
  assert.equal(await ends(renewal), "widget.superseded");
  assert.deepEqual([api.token, visit.session?.token, told.at(-1)], ["proven", "proven", "proven"]);
});

test("who has logged out is not brought back by an answer that was on its way", async (t) => {
  const { visit, api, asked, told, after } = await opened(t);
  const renewal = visit.renew("a");
  await after(3150);
  visit.forget();
  asked[1]!.answer("b");
  assert.equal(await ends(renewal), "widget.superseded");
  assert.deepEqual([api.token, visit.session, told.at(-1)], ["", null, null]);
});

test("telling where the visitor is changes no token", async (t) => {
  const { visit, api, asked } = await opened(t);
  visit.page = { url: "https://shop.example.com/b", title: "", referrer: "" };
  const told = visit.tellWhere();
  asked[1]!.answer("somebody new");
  await told;
  assert.deepEqual([api.token, visit.session?.token], ["a", "a"]);
});
