import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { ApiError } from "../../src/frame/api.ts";
import { Texts } from "../../src/frame/texts.ts";
import { about, place } from "../../src/frame/view/queue.ts";
import { Waiting } from "../../src/frame/waiting.ts";
import type { Queue } from "../../src/shared/types.ts";

interface Asked {
  answer(queue: Queue): Promise<void>;
  fail(error: ApiError): Promise<void>;
}

function waiting(t: TestContext): { w: Waiting; asked: Asked[]; changes: () => number; after(ms: number): void } {
  t.mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_000_000 });
  const asked: Asked[] = [];
  let changes = 0;
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
  const w = new Waiting(
    () => new Promise((resolve, reject) => asked.push({ answer: (q) => (resolve(q), settled()), fail: (e) => (reject(e), settled()) })),
    () => changes++,
  );
  return { w, asked, changes: () => changes, after: (ms) => t.mock.timers.tick(ms) };
}

test("the place is asked for at once and then every 15 s, while it waits and somebody looks", async (t) => {
  const { w, asked, changes, after } = waiting(t);
  w.follow(false, true);
  after(60000);
  assert.equal(asked.length, 0, "nobody waits");
  w.follow(true, true);
  after(0);
  await asked[0]!.answer({ waiting: true, ahead: 2, minutes: 3 });
  assert.deepEqual([w.place?.ahead, changes()], [2, 1]);
  after(14999);
  assert.equal(asked.length, 1);
  after(1);
  await asked[1]!.answer({ waiting: true, ahead: 1 });
  assert.equal(w.place?.ahead, 1);
  w.follow(true, false);
  after(60000);
  assert.deepEqual([asked.length, w.place?.ahead], [2, 1], "nobody looks, and what was known stays");
  w.follow(true, true);
  after(0);
  assert.equal(asked.length, 3, "it is too old by now");
  await asked[2]!.answer({ waiting: false, ahead: 0 });
  assert.equal(w.place, null, "a bot answers, or an agent does by now");
  w.follow(false, true);
  after(60000);
  assert.equal(asked.length, 3);
});

test("what fails is asked again later and later, the place stays, and a network that is back is used at once", async (t) => {
  const { w, asked, after } = waiting(t);
  w.follow(true, true);
  after(0);
  await asked[0]!.answer({ waiting: true, ahead: 4 });
  w.now();
  after(0);
  assert.equal(asked.length, 1, "nothing had failed");
  after(15000);
  await asked[1]!.fail(new ApiError(429, "widget.rate", 40000));
  after(39999);
  assert.deepEqual([asked.length, w.place?.ahead], [2, 4]);
  after(1);
  await asked[2]!.fail(new ApiError(0, "network"));
  w.now();
  after(0);
  await asked[3]!.answer({ waiting: true, ahead: 3 });
  assert.equal(w.place?.ahead, 3);
});

test("an answer for the wait before is not taken for this one", async (t) => {
  const { w, asked, after } = waiting(t);
  w.follow(true, true);
  after(0);
  w.follow(false, true);
  w.follow(true, true);
  await asked[0]!.answer({ waiting: true, ahead: 9 });
  assert.deepEqual([w.place], [null]);
  after(0);
  await asked[1]!.answer({ waiting: true, ahead: 0 });
  assert.equal(w.place?.ahead, 0);
});

test("the place is said as people say it, and how long only where it is known", () => {
  const zh = new Texts("zh-CN");
  const en = new Texts("en");
  const now = new Date(2026, 0, 9, 20, 0); // a Friday
  const said = (q: Partial<Queue>, texts: Texts) => {
    const queue = { waiting: true, ahead: 0, ...q };
    return place(queue, texts, now) + about(queue, texts);
  };
  const opens = (day: number, hour: number, month = 0) => ({ minutes: 3, opens_at: new Date(2026, month, day, hour).toISOString() });
  const cases: [Partial<Queue>, string, string][] = [
    [{ ahead: 2, minutes: 3 }, "前面还有 2 位，约 3 分钟", "2 ahead of you, about 3 min"],
    [{ ahead: 2 }, "前面还有 2 位", "2 ahead of you"],
    [{ minutes: 1 }, "您是下一位，约 1 分钟", "You are next, about 1 min"],
    [{}, "您是下一位", "You are next"],
    [{ ahead: 40, minutes: 1200 }, "前面还有 40 位，预计超过 1 小时", "40 ahead of you, more than an hour"],
    [opens(9, 21), "我们今天 21:00 上班，留言会保留", "We are back today at 21:00. Your message is kept"],
    [opens(10, 9), "我们明天 09:00 上班，留言会保留", "We are back tomorrow at 09:00. Your message is kept"],
    [opens(12, 9), "我们周一 09:00 上班，留言会保留", "We are back on Monday at 09:00. Your message is kept"],
    [opens(24, 9, 1), "我们2月24日周二 09:00 上班，留言会保留", "We are back on Tue, February 24 at 09:00. Your message is kept"],
  ];
  for (const [queue, chinese, english] of cases) {
    assert.deepEqual([said(queue, zh), said(queue, en)], [chinese, english]);
  }
});
