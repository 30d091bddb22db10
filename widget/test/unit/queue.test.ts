import assert from "node:assert/strict";
import { test } from "node:test";
import { Texts } from "../../src/frame/texts.ts";
import { about, place } from "../../src/frame/view/queue.ts";
import type { Queue } from "../../src/shared/types.ts";

test("the place is said as people say it, and how long only where it is known", () => {
  const zh = new Texts("zh-CN");
  const en = new Texts("en");
  const now = new Date(2026, 0, 9, 20, 0); // a Friday
  const said = (q: Partial<Queue>, texts: Texts) => {
    const queue = { ahead: 0, ...q };
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
