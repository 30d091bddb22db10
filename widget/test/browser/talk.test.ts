/** A visitor and the hub: sending, receiving, coming back, losing the network, and what may go wrong. */
import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { Frame, Page } from "playwright-core";
import { CHROMIUM, frameOf, online, quit, rig, texts, until, write } from "./rig.ts";

after(quit);
const options = { skip: CHROMIUM ? false : "no Chromium" };

test("what is sent arrives once, with its ticks, and the answer comes by itself", options, async (t) => {
  const r = await rig(t);
  const frame = await r.open();
  await frame.locator(".greeting").waitFor();
  await online(r);
  await write(frame, "你好");
  await frame.locator(".own .state.sent").waitFor();
  assert.equal(r.hub.said().length, 1);
  r.hub.stand({ status: "active", agent: { name: "小李" } });
  r.hub.typing(true);
  await frame.locator(".typing .who", { hasText: "小李" }).waitFor();
  r.hub.say("您好");
  await frame.locator(".log .other .text", { hasText: "您好" }).waitFor();
  await frame.locator(".typing").waitFor({ state: "hidden" });
  assert.match(await frame.locator(".header .state").innerText(), /小李/);
  r.hub.publish({ type: "read", by: "agent", upto: 2 });
  await frame.locator(".own .state.read").waitFor();
  await until("what was seen is read", () => r.hub.visitor.unreadFrom >= 4);
  const typed = r.hub.calls.filter((c) => c.path.endsWith("typing")); // by the socket or without it
  assert.equal(typed.length, 1, "typing is told once, not for every key");
  assert.deepEqual(await texts(frame), ["你好", "您好"]);
});

test("a reload goes on where it was: same visitor, same messages, an open panel, a kept draft", options, async (t) => {
  const r = await rig(t);
  let frame = await r.open();
  await write(frame, "第一条");
  await frame.locator(".own .state.sent").waitFor();
  await frame.locator(".composer textarea").pressSequentially("草稿");
  await until("the draft is kept", () => r.page.evaluate(() => Object.values(localStorage).some((v) => v.includes("草稿"))));
  await r.page.reload();
  frame = await r.frame();
  await frame.locator(".own .text", { hasText: "第一条" }).waitFor();
  assert.equal(await frame.locator(".composer textarea").inputValue(), "草稿");
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
  await until("what waited has gone out", async () => (await frame.locator(".own .state.waiting, .own .state.sending").count()) === 0 && r.hub.said().length >= 4);
  assert.equal(r.hub.said().length, 4, "none twice");
});

test("a socket that is lost recovers what was missed, none twice", options, async (t) => {
  const r = await rig(t);
  const frame = await r.open();
  await write(frame, "在吗");
  await frame.locator(".own .state.sent").waitFor();
  await online(r);
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
  await online(r);
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
  assert.equal(r.hub.said().length, 1);
});

test("what is refused by the hub as busy is tried again without anybody's help", options, async (t) => {
  const r = await rig(t);
  const frame = await r.open();
  await frame.locator(".greeting").waitFor();
  r.hub.failures.push({ path: "/messages", status: 503, code: "widget.busy" }, { path: "/messages", status: 429, code: "widget.rate" });
  await write(frame, "慢慢来");
  await frame.locator(".own .state.sent").waitFor();
  assert.equal(r.hub.said().length, 1);
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
  await frame.locator(".own .state.sent").waitFor();
  const sent = r.hub.calls.find((c) => "client_message_id" in c.body);
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
  const sent = r.hub.calls.find((c) => "client_message_id" in c.body);
  assert.deepEqual([sent?.body.text, sent?.body.choice], ["白橡木", { message: asked.id, id: "oak" }]);
});

test("a quick reply with an address is a link that tells nobody where it was", options, async (t) => {
  const r = await rig(t);
  const frame = await r.open();
  await frame.locator(".greeting").waitFor();
  r.hub.say("看看？", { from: "bot", choices: [{ id: "a", text: "目录", url: "https://shop.example/list" }, { id: "b", text: "电话", url: "tel:+861234567" }, { id: "c", text: "坏的", url: "javascript:alert(1)" }] });
  const link = frame.locator("a.choice", { hasText: "目录" });
  await link.waitFor();
  const of = (name: string) => link.getAttribute(name);
  assert.deepEqual([await of("href"), await of("target"), await of("rel")], ["https://shop.example/list", "_blank", "noopener noreferrer nofollow"]);
  assert.equal(await frame.locator("a.choice").count(), 2);
  assert.equal(await frame.locator("button.choice").innerText(), "坏的", "what is no address is a plain reply");
});

/** files makes what a browser hands over when files are pasted or dropped. */
async function hand(frame: Frame, selector: string, how: "paste" | "drop", name: string, type: string): Promise<void> {
  await frame.locator(selector).first().evaluate((target, [how, name, type]) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array([137, 80, 78, 71])], name!, { type: type! }));
    const more = { bubbles: true, cancelable: true };
    if (how === "paste") return void target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, ...more }));
    for (const step of ["dragenter", "dragover"]) target.dispatchEvent(new DragEvent(step, { dataTransfer: data, ...more }));
    if (document.querySelector<HTMLElement>(".drop")!.hidden) throw new Error("it is not said that files may be dropped");
    target.dispatchEvent(new DragEvent("drop", { dataTransfer: data, ...more }));
  }, [how, name, type]);
}

test("a picture may be pasted, a file dragged in", options, async (t) => {
  const r = await rig(t);
  const frame = await r.open();
  await frame.locator(".greeting").waitFor();
  await hand(frame, "textarea", "paste", "image.png", "image/png");
  await frame.locator(".chip.done", { hasText: "image.png" }).waitFor();
  await hand(frame, ".log", "drop", "规格.pdf", "application/pdf");
  await frame.locator(".chip.done", { hasText: "规格.pdf" }).waitFor();
  assert.ok(await frame.locator(".drop").isHidden());
  await hand(frame, ".log", "drop", "page.html", "text/html");
  await frame.locator(".chip.refused", { hasText: "page.html" }).waitFor();
  await frame.locator(".send").click();
  await frame.locator(".own .image img").first().waitFor();
  await frame.locator(".own .state.sent").waitFor();
  const sent = r.hub.calls.find((c) => "client_message_id" in c.body);
  assert.equal((sent?.body.attachments as unknown[]).length, 2);
});

const waiting = (page: Page) => page.evaluate(() => Object.keys(localStorage).filter((k) => k.includes(".out.")).length);

test("two tabs of one visitor lose nothing of each other and send each message once", options, async (t) => {
  const r = await rig(t);
  const one = await r.open();
  await write(one, "开始");
  await one.locator(".own .state.sent").waitFor();
  const second = await r.context.newPage();
  await second.goto(r.site.url);
  await second.locator("switchboard-widget .launcher").click();
  const two = await frameOf(second);
  await until("the second has the history", async () => (await texts(two)).join() === "开始");
  assert.equal(r.hub.visitors.length, 1);
  // Neither tab reaches the hub.
  for (const page of [r.page, second]) await page.route(/\/messages$|\/session$/, (route) => route.abort());
  await write(one, "甲一");
  await write(two, "乙一");
  await write(one, "甲二");
  await until("all three are kept", async () => (await waiting(second)) === 3);
  await until("and seen in both", async () => (await texts(one)).length === 4 && (await texts(two)).length === 4);
  const posts = () => r.hub.calls.filter((c) => "client_message_id" in c.body).length;
  assert.equal(posts(), 1);
  // The first tab is closed for good: what it wrote is the second's to send.
  await r.page.close();
  await second.unroute(/\/messages$|\/session$/);
  await two.evaluate(() => dispatchEvent(new Event("online")));
  await until("all are there", () => r.hub.said().length === 4);
  const said = r.hub.said().map((m) => m.text);
  assert.deepEqual([...said].sort(), ["乙一", "开始", "甲一", "甲二"].sort());
  assert.ok(said.indexOf("甲一") < said.indexOf("甲二"), "in the order of their tab");
  await until("nothing waits", async () => (await waiting(second)) === 0);
  // A third tab, while the second is open: one of them sends, once.
  const third = await r.context.newPage();
  await third.goto(r.site.url);
  await third.locator("switchboard-widget .launcher").click();
  const three = await frameOf(third);
  await until("the third has it all", async () => (await texts(three)).length === 4);
  await write(two, "丙");
  await write(three, "丁");
  await until("both are in both", async () => (await texts(two)).length === 6 && (await texts(three)).length === 6);
  await until("nothing waits", async () => (await waiting(third)) === 0);
  assert.equal(r.hub.said().length, 6, "none twice");
  assert.equal(posts(), 6, "none was sent by two");
});

test("who logs out in one tab is logged out in the other", options, async (t) => {
  const r = await rig(t);
  const one = await r.open();
  await write(one, "你好");
  await one.locator(".own .state.sent").waitFor();
  const second = await r.context.newPage();
  await second.goto(r.site.url);
  await second.locator("switchboard-widget .launcher").click();
  const two = await frameOf(second);
  await until("the second has the history", async () => (await texts(two)).join() === "你好");
  await r.page.evaluate(() => window.Switchboard!("logout"));
  await until("the token is worth nothing", () => r.hub.visitors[0]!.token === "");
  for (const socket of r.hub.visitors[0]!.sockets) socket.close(3900, "session ended");
  await until("the second shows it no more", async () => (await texts(two)).length === 0);
});

test("who logs out leaves nothing that they wrote, chose or filled in to who comes next", options, async (t) => {
  const r = await rig(t, {}, (hub) => (hub.config = { ...hub.config, away: true }));
  const frame = await r.open();
  await write(frame, "你好");
  await frame.locator("#contact-reach").fill("li@example.com");
  await frame.locator('input[type="file"]').first().setInputFiles({ name: "病历.txt", mimeType: "text/plain", buffer: Buffer.from("x") });
  await frame.locator(".tray .chip").waitFor();
  const draft = () => r.page.evaluate(() => Object.values(localStorage).some((v) => v.includes("我的")));
  const field = frame.locator(".composer textarea");
  await field.pressSequentially("我的");
  await until("the draft is kept", draft);
  await field.pressSequentially("身份证号"); // its save is still to come
  await r.page.evaluate(() => window.Switchboard!("logout"));
  await until("the field is empty", async () => (await field.inputValue()) === "");
  assert.equal(await frame.locator(".tray .chip").count(), 0);
  assert.equal(await frame.locator("#contact-reach").inputValue(), "");
  await new Promise((resolve) => setTimeout(resolve, 600));
  assert.equal(await draft(), false, "no late save brings it back");
});

test("who is there is followed while the page is open", options, async (t) => {
  const r = await rig(t);
  await r.page.clock.install();
  const frame = await r.open();
  await write(frame, "请问营业时间？");
  await frame.locator(".own .state.sent").waitFor();
  assert.ok(await frame.locator(".contact").isHidden());
  r.hub.config = { ...r.hub.config, away: true };
  await r.page.clock.runFor(31000);
  await frame.locator(".contact form").waitFor();
  r.hub.config = { ...r.hub.config, away: false };
  await r.page.clock.runFor(31000);
  await frame.locator(".contact").waitFor({ state: "hidden" });
  r.hub.config = { ...r.hub.config, away: true };
  await r.page.clock.runFor(31000);
  await frame.locator("#contact-reach").fill("li@");
  r.hub.config = { ...r.hub.config, away: false };
  await r.page.clock.runFor(31000);
  assert.ok(await frame.locator(".contact form").isVisible(), "who fills it in is not interrupted");
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
  await until("the message is there", async () => (await texts(frame)).length === 2);
  assert.deepEqual((await texts(frame)).map((s) => s.trim()), [attack, attack]);
  const found = await frame.evaluate(() => ({
    elements: document.querySelectorAll("main script, main [onerror], main [onload], main img[src='x']").length,
    links: [...document.querySelectorAll("a")].map((a) => a.protocol),
    hit: "hit" in window,
  }));
  assert.deepEqual(found, { elements: 0, links: [], hit: false });
  assert.equal(await r.page.evaluate(() => "hit" in window), false);
});

test("a token that is refused in two tabs at once makes one new visitor, not two", options, async (t) => {
  const r = await rig(t);
  const one = await r.open();
  await write(one, "开始");
  await one.locator(".own .state.sent").waitFor();
  const second = await r.context.newPage();
  await second.goto(r.site.url);
  await second.locator("switchboard-widget .launcher").click();
  const two = await frameOf(second);
  await until("the second has the history", async () => (await texts(two)).join() === "开始");
  await until("both are connected", () => r.hub.visitor.sockets.size === 2);
  const before = r.hub.visitor;
  before.token = "ended elsewhere";
  r.hub.drop(before);
  await write(one, "甲");
  await write(two, "乙");
  await until("both are somebody new", () => r.hub.visitors.length > 1 && r.hub.visitor.sockets.size === 2);
  await until("what was written is there", () => r.hub.said().length === 2);
  assert.equal(r.hub.visitors.length, 2, "the same in both");
  assert.deepEqual(r.hub.said().map((m) => m.text).sort(), ["乙", "甲"].sort());
  await until("and shown in both", async () => (await texts(one)).length === 2 && (await texts(two)).length === 2);
});
