/** Who waits sees the place, and who was served rates it. */
import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { Frame } from "playwright-core";
import { CHROMIUM, quit, rig, texts, until, violations, write, type Rig } from "./rig.ts";

after(quit);
const options = { skip: CHROMIUM ? false : "no Chromium" };
const choices = [1, 2, 3, 4, 5].map((n) => ({ id: `rating:${n}`, text: "★".repeat(n) + "☆".repeat(5 - n) }));
const ask = (r: Rig, text = "您对这次服务满意吗？") => r.hub.say(text, { from: "system", name: "", choices });
const card = (frame: Frame, text: string) => frame.locator(".queue", { hasText: text }).waitFor();
const asked = (r: Rig) => r.hub.calls.filter((c) => c.path.endsWith("/queue")).length;

/** queued is a visitor in the queue, whose clock may be turned. */
async function queued(r: Rig): Promise<Frame> {
  await r.page.clock.install();
  r.hub.queue = { waiting: true, ahead: 2, minutes: 3 };
  const frame = await r.open();
  await write(frame, "你好");
  await card(frame, "前面还有 2 位，约 3 分钟");
  return frame;
}

test("the place is shown while it waits, moves up, outlives a reload and a lost connection, and goes with an agent", options, async (t) => {
  const r = await rig(t);
  let frame = await queued(r);
  const place = frame.getByRole("status").filter({ hasText: "位" });
  assert.equal(await place.innerText(), "前面还有 2 位", "the estimate is not read out each time");
  const line = async (part: string) => (await frame.locator(`.queue ${part}`).boundingBox())?.y;
  assert.equal(await line(".place"), await line(".estimate"), "one sentence on one line");
  r.hub.queue = { waiting: true, ahead: 1 };
  await r.page.clock.fastForward(15000);
  await card(frame, "前面还有 1 位");
  assert.equal(await frame.locator(".queue .estimate").isVisible(), false, "nobody knows how long");
  await r.page.reload();
  frame = await r.frame();
  await card(frame, "前面还有 1 位");
  r.hub.sockets = false;
  r.hub.failures.push({ path: "/connection/poll", status: 503, code: "busy" }, { path: "/queue", status: 503, code: "widget.busy" });
  r.hub.drop();
  await r.page.clock.fastForward(15000);
  await until("it was refused once", () => r.hub.failures.every((f) => f.path !== "/queue"));
  await card(frame, "前面还有 1 位");
  r.hub.queue = { waiting: true, ahead: 0, minutes: 1 };
  await r.page.clock.fastForward(30000);
  await card(frame, "您是下一位，约 1 分钟");
  r.hub.sockets = true;
  r.hub.stand({ status: "active", agent: { name: "小李" } });
  await until("nobody waits", async () => (await frame.locator(".queue").count()) === 0);
  const before = asked(r);
  await r.page.clock.fastForward(60000);
  assert.equal(asked(r), before);
});

test("nobody asks for the place while the panel is closed, and at once when it is opened", options, async (t) => {
  const r = await rig(t);
  const frame = await queued(r);
  await frame.locator("textarea").press("Escape");
  await r.page.locator("switchboard-widget .panel").waitFor({ state: "hidden" });
  const before = asked(r);
  r.hub.queue = { waiting: true, ahead: 1 };
  await r.page.clock.fastForward(60000);
  assert.equal(asked(r), before);
  await r.page.locator("switchboard-widget .launcher").click();
  await card(frame, "前面还有 1 位");
});

test("a rating is one press: it is sent once, thanked for, and stays after a reload", options, async (t) => {
  const r = await rig(t);
  let frame = await r.open();
  await write(frame, "谢谢");
  await frame.locator(".own .state.sent").waitFor();
  r.hub.stand({ status: "ended" });
  const question = ask(r);
  const star = (name: string) => frame.getByRole("group", { name: question.text }).getByRole("button", { name });
  await star("5 分，非常满意").waitFor();
  assert.ok(await frame.locator(".choices").isHidden(), "stars are no quick replies");
  for (const box of await frame.locator(".star").evaluateAll((all) => all.map((s) => s.getBoundingClientRect()))) {
    assert.ok(box.width >= 44 && box.height >= 44, `${box.width} × ${box.height}`);
  }
  // By keyboard alone.
  await star("1 分，很不满意").focus();
  for (let i = 1; i < 4; i++) await r.page.keyboard.press("Tab");
  await r.page.keyboard.press("Enter");
  await frame.locator(".rating .note", { hasText: "感谢您的评价" }).waitFor();
  assert.equal(await frame.evaluate(() => document.activeElement?.getAttribute("aria-label")), "4 分，满意", "the focus stays where it was");
  assert.equal(await star("4 分，满意").getAttribute("aria-pressed"), "true");
  await star("1 分，很不满意").click({ force: true });
  const presses = () => r.hub.calls.filter((c) => c.path.endsWith("/messages") && c.body.choice);
  assert.deepEqual(presses().map((c) => [c.body.text, c.body.choice]), [["★★★★☆", { message: question.id, id: "rating:4" }]]);
  assert.deepEqual(await texts(frame), ["谢谢"], "the answer is drawn in the question");
  await r.page.reload();
  frame = await r.frame();
  await frame.locator(".rating .note", { hasText: "感谢您的评价" }).waitFor();
  assert.equal(await frame.locator(".star.on").count(), 4);
});

test("a rating that is refused says so and can be tried again; one that waits for the network says that", options, async (t) => {
  const r = await rig(t);
  const frame = await r.open();
  await frame.locator(".greeting").waitFor();
  ask(r);
  await frame.locator(".star").first().waitFor();
  r.hub.failures.push({ path: "/messages", status: 422, code: "widget.choice_unknown" });
  await frame.getByRole("button", { name: "2 分，不满意" }).click();
  await frame.locator(".rating .note", { hasText: "发送失败" }).waitFor();
  await frame.locator(".failed").getByRole("button", { name: "删除" }).click();
  await frame.locator(".stars.open").waitFor();
  await r.context.setOffline(true);
  r.hub.drop();
  await frame.locator(".banner").waitFor();
  await frame.getByRole("button", { name: "3 分，一般" }).click();
  await frame.locator(".rating .note", { hasText: "等待网络" }).waitFor();
  await r.context.setOffline(false);
  await frame.locator(".rating .note", { hasText: "感谢您的评价" }).waitFor();
});

for (const locale of ["zh-CN", "en"] as const) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`axe finds nothing serious in a queue and a rating, ${locale} ${colorScheme}`, options, async (t) => {
      const r = await rig(t, { colorScheme, locale }, (hub) => (hub.config = { ...hub.config, color: "#f5c542" }), `data-locale="${locale}"`);
      const frame = await r.open();
      r.hub.queue = { waiting: true, ahead: 2, minutes: 3 };
      await write(frame, "1");
      await card(frame, locale === "en" ? "2 ahead of you, about 3 min" : "前面还有 2 位，约 3 分钟");
      ask(r);
      await frame.locator(".stars.open").waitFor();
      assert.deepEqual(await violations(frame), []);
      await frame.locator(".star").nth(3).click();
      await frame.locator(".rating .note", { hasText: locale === "en" ? "Thank you" : "感谢" }).waitFor();
      assert.deepEqual(await violations(frame), []);
    });
  }
}
