/** Who waits sees the place, and who was served rates it. */
import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { Frame } from "playwright-core";
import { CHROMIUM, online, quit, rig, texts, until, violations, write, type Rig } from "./rig.ts";

after(quit);
const options = { skip: CHROMIUM ? false : "no Chromium" };
const choices = [1, 2, 3, 4, 5].map((n) => ({ id: `rating:${n}`, text: "★".repeat(n) + "☆".repeat(5 - n) }));
const reasons = [{ from: 1, to: 2, labels: ["回复慢", "没解决"] }, { from: 4, to: 5, labels: ["很专业", "回复快"] }];
const ask = (r: Rig, text = "您对这次服务满意吗？", for_ms = 3600000) =>
  r.hub.say(text, { from: "system", name: "", choices, rating: { until: new Date(Date.now() + for_ms).toISOString(), reasons } });
const card = (frame: Frame, text: string) => frame.locator(".queue", { hasText: text }).waitFor();

/** queued is a visitor in the queue. */
async function queued(r: Rig): Promise<Frame> {
  r.hub.queue = { ahead: 2, minutes: 3 };
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
  const pages = r.hub.calls.filter((c) => c.path.endsWith("/messages") && !("text" in c.body)).length;
  r.hub.place({ ahead: 1 });
  await card(frame, "前面还有 1 位");
  assert.equal(await frame.locator(".queue .estimate").isVisible(), false, "nobody knows how long");
  assert.equal(r.hub.calls.filter((c) => c.path.endsWith("/messages") && !("text" in c.body)).length, pages, "it is heard, not asked for");
  await r.page.reload();
  frame = await r.frame();
  await card(frame, "前面还有 1 位");
  // Nobody is heard for a while; what is told meanwhile is recovered.
  r.hub.sockets = false;
  r.hub.failures.push({ path: "/connection/poll", status: 503, code: "busy" });
  r.hub.drop();
  await until("the connection is gone", () => r.hub.failures.length === 0);
  await card(frame, "前面还有 1 位");
  r.hub.place({ ahead: 0, minutes: 1 });
  r.hub.sockets = true;
  await card(frame, "您是下一位，约 1 分钟");
  r.hub.stand({ status: "active", agent: { name: "小李" } });
  await until("nobody waits", async () => (await frame.locator(".queue").count()) === 0);
  await frame.locator(".header .state", { hasText: "小李" }).waitFor();
});

test("a bot, the queue and an agent: the header says who answers, the place is heard where sockets do not pass", options, async (t) => {
  const r = await rig(t, {}, (hub) => (hub.sockets = false));
  const frame = await r.open();
  const says = (text: string) => frame.locator(".header .state", { hasText: text }).waitFor();
  await write(frame, "你好");
  await says("正在为您安排客服");
  r.hub.stand({ status: "bot" });
  await says("智能助手");
  r.hub.stand({ status: "queued" });
  r.hub.place({ ahead: 3 });
  await card(frame, "前面还有 3 位");
  r.hub.stand({ status: "active", agent: { name: "小李" } });
  await says("小李");
  assert.equal(await frame.locator(".queue").count(), 0);
  r.hub.stand({ status: "ended" });
  await says("会话已结束");
});

test("a rating is one press; why is said by keyboard alone, and both are changed while there is time", options, async (t) => {
  const r = await rig(t);
  let frame = await r.open();
  await write(frame, "谢谢");
  await frame.locator(".own .state.sent").waitFor();
  r.hub.stand({ status: "ended" });
  const question = ask(r);
  const star = (name: string) => frame.getByRole("group", { name: question.text }).getByRole("button", { name });
  const reason = (name: string) => frame.getByRole("group", { name: "原因" }).getByRole("button", { name });
  const presses = () => r.hub.calls.filter((c) => c.path.endsWith("/messages") && c.body.choice).map((c) => [c.body.text, (c.body.choice as { id: string }).id]);
  const thanked = () => frame.locator(".rating .note", { hasText: "感谢您的评价" }).waitFor();
  const focused = () => frame.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent);
  await star("5 分，非常满意").waitFor();
  assert.ok(await frame.locator(".choices").isHidden(), "stars are no quick replies");
  for (const box of await frame.locator(".star").evaluateAll((all) => all.map((s) => s.getBoundingClientRect()))) {
    assert.ok(box.width >= 44 && box.height >= 44, `${box.width} × ${box.height}`);
  }
  assert.ok(await frame.locator(".why").isHidden(), "first the stars");
  await star("1 分，很不满意").focus();
  await r.page.keyboard.press("Tab");
  await r.page.keyboard.press("Enter");
  await thanked();
  assert.equal(await focused(), "2 分，不满意", "the focus stays where it was");
  assert.equal(await star("2 分，不满意").getAttribute("aria-pressed"), "true");
  for (let i = 0; i < 4; i++) await r.page.keyboard.press("Tab"); // over the stars to the first reason
  assert.equal(await focused(), "回复慢");
  await r.page.keyboard.press("Space");
  assert.equal(await reason("回复慢").getAttribute("aria-pressed"), "true");
  await frame.getByLabel("还想补充什么？").focus();
  await r.page.keyboard.type("等了一天");
  await r.page.keyboard.press("Tab");
  await r.page.keyboard.press("Enter");
  await frame.locator(".rating .said", { hasText: "等了一天" }).waitFor();
  await thanked();
  assert.equal(await focused(), "2 分，不满意", "the focus stays in the card");
  await r.page.reload();
  frame = await r.frame();
  await frame.locator(".rating .said", { hasText: "等了一天" }).waitFor();
  assert.equal(await frame.locator(".star.on").count(), 2);
  await frame.getByRole("button", { name: "修改评价" }).click();
  assert.equal(await reason("回复慢").getAttribute("aria-pressed"), "true", "what was said is there to be changed");
  assert.equal(await frame.getByLabel("还想补充什么？").inputValue(), "等了一天");
  await star("5 分，非常满意").click();
  await reason("很专业").click();
  assert.equal(await reason("回复慢").count(), 0, "other scores have other reasons");
  await frame.getByLabel("还想补充什么？").fill("");
  await frame.getByRole("button", { name: "提交评价" }).click();
  await frame.locator(".rating .said", { hasText: "很专业" }).waitFor();
  await thanked(); // the hub has it
  assert.deepEqual(presses(), [["★★☆☆☆", "rating:2"], ["回复慢\n等了一天", "rating:2"], ["★★★★★", "rating:5"], ["很专业", "rating:5"]]);
  assert.deepEqual(await texts(frame), ["谢谢"], "the answers are drawn in the question");
});

test("when its time is over an answer stays as it is, and a question goes", options, async (t) => {
  const r = await rig(t);
  let frame = await r.open();
  await frame.locator(".greeting").waitFor();
  const first = ask(r, "您对这次服务满意吗？", -1000);
  await frame.locator(".system", { hasText: first.text }).waitFor();
  assert.equal(await frame.locator(".star").count(), 0);
  r.hub.say("★★★★☆", { from: "visitor", name: "", choice: { message: first.id, id: "rating:4" } });
  await frame.locator(".rating .note", { hasText: "感谢您的评价" }).waitFor();
  await frame.getByRole("button", { name: "1 分，很不满意" }).click({ force: true });
  assert.ok(await frame.locator(".why").isHidden());
  assert.equal(r.hub.calls.filter((c) => c.body.choice).length, 0);
  frame = await r.frame();
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
    test(`axe finds nothing serious in any state, ${locale} ${colorScheme}`, options, async (t) => {
      const r = await rig(t, { colorScheme, locale }, (hub) => (hub.config = { ...hub.config, color: "#f5c542" }), `data-locale="${locale}"`);
      const clean = async (what: string) => assert.deepEqual(await violations(frame), [], what);
      const say = (zh: string, en: string) => (locale === "en" ? en : zh);
      const frame = await r.open();
      await frame.locator(".greeting").waitFor();
      await clean("nothing said yet");
      r.hub.queue = { ahead: 2, minutes: 3 };
      await write(frame, "1");
      await card(frame, say("前面还有 2 位，约 3 分钟", "2 ahead of you, about 3 min"));
      await clean("in a queue");
      r.hub.place({ ahead: 2, opens_at: new Date(Date.now() + 86400000).toISOString() });
      await frame.locator(".contact form").waitFor();
      await clean("out of hours");
      r.hub.stand({ status: "bot" });
      r.hub.say("?", { from: "bot", choices: [{ id: "a", text: "A" }] });
      await frame.locator("button.choice").waitFor();
      await clean("with a bot");
      r.hub.stand({ status: "active", agent: { name: "小李" } });
      r.hub.typing(true);
      await frame.locator(".typing").waitFor();
      await clean("with an agent who types");
      r.hub.stand({ status: "ended" });
      ask(r);
      await frame.locator(".stars.open").waitFor();
      await clean("asked for a rating");
      await frame.locator(".star").nth(3).click();
      await frame.locator(".rating .note", { hasText: say("感谢", "Thank you") }).waitFor();
      await frame.locator(".reason").first().click();
      await clean("asked why");
      await frame.locator(".why .primary").click();
      await frame.locator(".rating .said", { hasText: "很专业" }).waitFor();
      await clean("rated");
      r.hub.failures.push({ path: "/messages", status: 422, code: "widget.text" });
      await write(frame, "x");
      await frame.locator(".failed").waitFor();
      await clean("refused");
      await r.context.setOffline(true);
      r.hub.drop();
      await frame.locator(".banner").waitFor();
      await clean("offline");
    });
  }
}

test("who wants little motion sees none", options, async (t) => {
  const r = await rig(t, { reducedMotion: "reduce" });
  const frame = await r.open();
  await frame.locator(".greeting").waitFor();
  await write(frame, "你好");
  await frame.locator(".own .state.sent").waitFor();
  await online(r);
  r.hub.typing(true);
  await frame.locator(".typing").waitFor();
  ask(r);
  await frame.locator(".stars.open").waitFor();
  const moving = () => document.getAnimations().filter((a) => a.playState === "running" && Number(a.effect?.getComputedTiming().duration) > 1).length;
  await until("all is still", async () => (await frame.evaluate(moving)) === 0 && (await r.page.evaluate(moving)) === 0);
});
