/** A visitor and the hub: sending, receiving, coming back, losing the network, and what may go wrong. */
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { CHROMIUM, frameOf, quit, rig, texts, until, write } from "./rig.ts";

after(quit);
const options = { skip: CHROMIUM ? false : "no Chromium" };

test("what is sent arrives once, with its ticks, and the answer comes by itself", options, async (t) => {
  const r = await rig(t);
  const frame = await r.open();
  await frame.locator(".greeting").waitFor();
  await write(frame, "你好");
  await frame.locator(".own .state.sent").waitFor();
  assert.equal(r.hub.visitor.stream.length, 1);
  r.hub.stand({ status: "active", agent: { name: "小李" } });
  r.hub.typing(true);
  await frame.locator(".typing .who", { hasText: "小李" }).waitFor();
  r.hub.say("您好");
  await frame.locator(".other .text", { hasText: "您好" }).last().waitFor();
  await frame.locator(".typing").waitFor({ state: "hidden" });
  assert.match(await frame.locator(".header .state").innerText(), /小李/);
  r.hub.publish({ type: "read", by: "agent", upto: 1 });
  await frame.locator(".own .state.read").waitFor();
  await until("what was seen is read", () => r.hub.visitor.unreadFrom >= 3);
  const typed = r.hub.calls.filter((c) => c.path === "rpc typing");
  assert.equal(typed.length, 1, "typing is told once, not for every key");
  assert.deepEqual(await texts(frame), ["你好", "您好"]);
});

test("a reload goes on where it was: same visitor, same messages, an open panel, a kept draft", options, async (t) => {
  const r = await rig(t);
  let frame = await r.open();
  await write(frame, "第一条");
  await frame.locator(".own .state.sent").waitFor();
  await frame.locator("textarea").pressSequentially("草稿");
  await until("the draft is kept", () => r.page.evaluate(() => Object.values(localStorage).some((v) => v.includes("草稿"))));
  await r.page.reload();
  frame = await r.frame();
  await frame.locator(".own .text", { hasText: "第一条" }).waitFor();
  assert.equal(await frame.locator("textarea").inputValue(), "草稿");
  assert.equal(r.hub.visitors.length, 1);
});

test("without a network messages wait, over a reload too, and go out once each, in order", options, async (t) => {
  const r = await rig(t);
  let frame = await r.open();
  await write(frame, "一");
  await frame.locator(".own .state.sent").waitFor();
  // The calls are lost rather than the network, so that the page can be loaded anew meanwhile.
  await r.page.route(/\/messages$|\/session$|\/connection\//, (route) => route.abort());
  r.hub.sockets = false;
  r.hub.drop();
  await write(frame, "二");
  await write(frame, "三");
  await frame.locator(".own .state.waiting").first().waitFor();
  await frame.locator(".banner", { hasText: "秒后重连" }).waitFor();
  r.hub.say("离线时的回复");
  await r.page.reload();
  frame = await r.frame();
  await until("the outbox is back", async () => (await texts(frame)).join() === "二,三");
  r.hub.sockets = true;
  await r.page.unroute(/\/messages$|\/session$|\/connection\//);
  await r.page.evaluate(() => dispatchEvent(new Event("online")));
  await frame.evaluate(() => dispatchEvent(new Event("online")));
  await until("all is there", async () => (await texts(frame)).join() === "一,离线时的回复,二,三");
  await frame.locator(".banner").waitFor({ state: "hidden" });
  assert.equal(r.hub.visitor.stream.length, 4, "none twice");
});

test("a socket that is lost recovers what was missed, none twice", options, async (t) => {
  const r = await rig(t);
  const frame = await r.open();
  await write(frame, "在吗");
  await until("a socket", () => r.hub.visitor.sockets.size === 1);
  r.hub.drop();
  await until("it is gone", () => r.hub.visitor.sockets.size === 0);
  for (let i = 0; i < 20; i++) r.hub.say(`消息 ${i}`);
  await until("all twenty", async () => (await texts(frame)).length === 21);
  assert.deepEqual((await texts(frame)).slice(1), Array.from({ length: 20 }, (_, i) => `消息 ${i}`));
});

test("a hub that was restored from a backup is read anew", options, async (t) => {
  const r = await rig(t);
  const frame = await r.open();
  await write(frame, "之前");
  await frame.locator(".own .state.sent").waitFor();
  await until("a socket", () => r.hub.visitor.sockets.size === 1);
  r.hub.epoch = "e2";
  r.hub.visitor.stream.length = 0;
  r.hub.drop();
  r.hub.say("恢复之后");
  await until("only what the hub has", async () => (await texts(frame)).join() === "恢复之后");
});

test("where sockets are refused a long poll brings everything", options, async (t) => {
  const r = await rig(t, {}, (hub) => (hub.sockets = false));
  const frame = await r.open();
  await write(frame, "你好");
  await frame.locator(".own .state.sent").waitFor();
  await until("it polls", () => r.hub.visitor.polls.size === 1);
  r.hub.say("您好");
  await until("the answer", async () => (await texts(frame)).join() === "你好,您好");
  r.hub.typing(true);
  await frame.locator(".typing").waitFor();
  assert.ok(await frame.locator(".banner").isHidden());
});

test("history comes while scrolling up, and the place holds", options, async (t) => {
  const r = await rig(t);
  const frame = await r.open();
  await write(frame, "开始");
  await frame.locator(".own .state.sent").waitFor();
  for (let i = 1; i < 120; i++) r.hub.say(`第 ${i} 条`);
  await until("the newest", async () => (await texts(frame)).at(-1) === "第 119 条");
  await r.page.reload();
  const again = await r.frame();
  await until("one page", async () => (await texts(again)).length === 50);
  const place = () => again.evaluate(() => {
    const text = [...document.querySelectorAll(".bubble .text")].find((b) => b.textContent === "第 70 条")!;
    return text.getBoundingClientRect().top;
  });
  await again.locator(".scroller").evaluate((s) => (s.scrollTop = 60));
  const before = await place();
  await until("a page more", async () => (await texts(again)).length === 100);
  assert.ok(Math.abs((await place()) - before) < 3, "the text under the eyes stays where it was");
  await again.locator(".latest").click();
  await again.locator(".latest").waitFor({ state: "hidden" });
});

test("a message that is refused says so, and can be tried again or deleted", options, async (t) => {
  const r = await rig(t);
  const frame = await r.open();
  await frame.locator(".greeting").waitFor();
  r.hub.failures.push({ path: "/messages", status: 200, code: "" });
  await until("history is not what fails", () => r.hub.failures.length === 1);
  r.hub.failures[0] = { path: "/messages", status: 422, code: "widget.text" };
  await write(frame, "再试");
  await frame.locator(".failed .why").waitFor();
  await frame.locator(".failed").getByRole("button", { name: "重试" }).click();
  await frame.locator(".own .state.sent").waitFor();
  assert.equal(r.hub.visitor.stream.length, 1);
});

test("what is refused by the hub as busy is tried again without anybody's help", options, async (t) => {
  const r = await rig(t);
  const frame = await r.open();
  await frame.locator(".greeting").waitFor();
  r.hub.failures.push({ path: "/messages", status: 503, code: "widget.busy" }, { path: "/messages", status: 429, code: "widget.rate" });
  await write(frame, "慢慢来");
  await frame.locator(".own .state.sent").waitFor();
  assert.equal(r.hub.visitor.stream.length, 1);
});

test("files are checked before, shown while and sent with the message", options, async (t) => {
  const r = await rig(t);
  const frame = await r.open();
  await frame.locator(".attach > .button").click();
  assert.match(await frame.locator("#attach-limits").innerText(), /1 MB.*图片/);
  const input = frame.locator('input[type="file"]').first();
  await input.setInputFiles([
    { name: "图.png", mimeType: "image/png", buffer: Buffer.from("png") },
    { name: "page.html", mimeType: "text/html", buffer: Buffer.from("<script>1</script>") },
    { name: "big.png", mimeType: "image/png", buffer: Buffer.alloc(1024 * 1024 + 1) },
  ]);
  await frame.locator(".chip.done", { hasText: "图.png" }).waitFor();
  await frame.locator(".chip.refused", { hasText: "不支持" }).waitFor();
  await frame.locator(".chip.refused", { hasText: "超过 1 MB" }).waitFor();
  await frame.locator(".send").click();
  await frame.locator(".own .image img").waitFor();
  const sent = r.hub.calls.find((c) => c.path.endsWith("/messages"));
  assert.equal((sent?.body.attachments as unknown[]).length, 1);
  assert.equal(await frame.locator(".chip.refused").count(), 2, "what was refused stays to be seen");
});

test("quick replies are sent as choices, once", options, async (t) => {
  const r = await rig(t);
  const frame = await r.open();
  await frame.locator(".greeting").waitFor();
  const asked = r.hub.say("哪一种？", { from: "bot", choices: [{ id: "oak", text: "白橡木" }, { id: "nut", text: "黑胡桃" }] });
  await frame.getByRole("button", { name: "白橡木" }).click();
  await frame.locator(".own .state.sent").waitFor();
  await frame.locator(".choices").waitFor({ state: "hidden" });
  const sent = r.hub.calls.find((c) => c.path.endsWith("/messages"));
  assert.deepEqual([sent?.body.text, sent?.body.choice], ["白橡木", { message: asked.id, id: "oak" }]);
});

test("when nobody is there the visitor may leave an address", options, async (t) => {
  const r = await rig(t, {}, (hub) => (hub.config = { ...hub.config, away: true }));
  const frame = await r.open();
  await write(frame, "请问营业时间？");
  await frame.locator("#contact-reach").fill("不是地址");
  await frame.getByRole("button", { name: "提交" }).click();
  await frame.locator(".contact .error", { hasText: "有效" }).waitFor();
  await frame.locator("#contact-reach").fill("li@example.cn");
  await frame.getByRole("button", { name: "提交" }).click();
  await frame.locator(".contact .done").waitFor();
  assert.deepEqual(r.hub.calls.find((c) => c.path.endsWith("/contact"))?.body, { email: "li@example.cn" });
  await r.page.reload();
  await (await frameOf(r.page)).locator(".own .text").waitFor();
  assert.ok(await (await r.frame()).locator(".contact").isHidden(), "asked once");
});

test("text is text, whatever it says", options, async (t) => {
  const attack = '<img src=x onerror="top.hit=1;window.hit=1"><script>window.hit=1</script> javascript:alert(1) "><svg onload=hit=1>';
  const r = await rig(t, {}, (hub) => (hub.config = { ...hub.config, name: attack, greeting: attack }));
  const frame = await r.open();
  await write(frame, attack);
  await frame.locator(".own .state.sent").waitFor();
  r.hub.say(attack, {
    name: attack,
    attachments: [{ id: "a", name: attack, mime: attack, size: 1, url: "javascript:alert(1)", kind: "file" }, { id: "b", name: attack, mime: "image/png", size: 1, url: "javascript:alert(1)", kind: "image" }],
    choices: [{ id: attack, text: attack }, { id: "l", text: "link", url: "javascript:alert(1)" }],
  });
  r.hub.stand({ status: "active", agent: { name: attack } });
  await frame.locator(".other .text", { hasText: "onerror" }).last().waitFor();
  assert.deepEqual((await texts(frame)).map((s) => s.trim()), [attack, attack]);
  const found = await frame.evaluate(() => ({
    elements: document.querySelectorAll("main script, main [onerror], main [onload], main img[src='x']").length,
    links: [...document.querySelectorAll("a")].map((a) => a.protocol),
    hit: "hit" in window,
  }));
  assert.deepEqual(found, { elements: 0, links: [], hit: false });
  assert.equal(await r.page.evaluate(() => "hit" in window), false);
});
