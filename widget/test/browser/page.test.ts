/** The widget on its page: launcher, badge, focus, calls, origins, phones, keyboards and screen readers. */
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { ACCOUNT, CHROMIUM, close, daysLater, quit, rig, texts, until, violations, write } from "./rig.ts";

after(quit);
const options = { skip: CHROMIUM ? false : "no Chromium" };

declare const heard: [string, Record<string, unknown>][];

test("nothing is asked of the hub before the visitor opens the chat", options, async (t) => {
  const r = await rig(t);
  await r.page.locator("switchboard-widget .launcher").waitFor();
  assert.equal(r.hub.calls.length, 0);
  assert.equal(await r.page.locator("switchboard-widget iframe").count(), 0);
  await r.open();
  await until("the session is asked for", () => r.hub.calls.some((c) => c.path.endsWith("/session")));
  const session = r.hub.calls.find((c) => c.path.endsWith("/session"));
  assert.equal(session?.origin, r.hub.url, "the frame asks, from the hub's own origin");
  assert.deepEqual(session?.body.page, { url: `${r.site.url}/`, title: "商店", referrer: "" });
});

test("what arrives while the panel is closed shows on the launcher, in the title and to the page", options, async (t) => {
  const r = await rig(t);
  const frame = await r.open();
  await write(frame, "你好");
  await frame.locator(".own .state.sent").waitFor();
  await close(frame);
  assert.equal(await r.page.evaluate(() => document.activeElement?.localName), "switchboard-widget", "focus is back at the launcher");
  r.hub.say("回复一");
  r.hub.say("回复二");
  await r.page.locator("switchboard-widget .badge", { hasText: "2" }).waitFor();
  await r.page.locator("switchboard-widget .teaser", { hasText: "回复二" }).waitFor();
  assert.match((await r.page.locator("switchboard-widget .launcher").getAttribute("aria-label")) ?? "", /2/);
  await r.page.locator("switchboard-widget .teaser .say").click();
  await frame.locator(".row.unread").waitFor();
  await r.page.locator("switchboard-widget .badge").waitFor({ state: "hidden" });
  const events = await r.page.evaluate(() => heard.map(([event, d]) => (event === "unread" ? `unread ${d.count}` : event === "state" ? `state ${d.open}` : event === "message" ? `message ${d.text}` : event)));
  assert.deepEqual(events, ["state true", "ready", "message 你好", "state false", "unread 1", "message 回复一", "unread 2", "message 回复二", "state true", "unread 0"]);
});

test("a visitor who comes back finds out that there is an answer", options, async (t) => {
  const r = await rig(t);
  const frame = await r.open();
  await write(frame, "你好");
  await frame.locator(".own .state.sent").waitFor();
  await close(frame);
  await r.page.goto("about:blank");
  r.hub.say("您好");
  await r.page.goto(`${r.site.url}/other`);
  await daysLater(r.page); // the conversation is no longer kept alive ahead
  await r.page.locator("switchboard-widget .badge", { hasText: "1" }).waitFor();
  assert.ok(r.hub.calls.some((c) => c.path.endsWith("/session") && c.origin === r.site.url), "the loader asked");
});

test("a page that is not allowed sees no chat, and the visitor is told", options, async (t) => {
  const r = await rig(t, {}, (hub) => (hub.ancestors = ["https://other.example"]));
  await r.page.clock.install();
  await r.page.locator("switchboard-widget .launcher").click();
  await r.page.clock.runFor(13000);
  await r.page.locator("switchboard-widget .wait [role=alert]").waitFor();
  assert.equal(r.hub.calls.length, 0);
});

test("messages of other windows and origins are not listened to", options, async (t) => {
  const r = await rig(t);
  const frame = await r.open();
  await write(frame, "你好");
  await frame.locator(".own .state.sent").waitFor();
  await r.page.evaluate(() => postMessage({ switchboard: 1, type: "unread", count: 9, name: "", text: "" }, "*"));
  await r.page.evaluate(() => postMessage({ switchboard: 1, type: "close" }, "*"));
  await frame.evaluate(() => postMessage({ switchboard: 1, type: "logout" }, "*"));
  r.hub.say("仍在");
  await frame.locator(".other .text", { hasText: "仍在" }).waitFor();
  assert.ok(await r.page.locator("switchboard-widget .panel").isVisible());
  assert.ok(await r.page.locator("switchboard-widget .badge").isHidden());
  assert.ok(!r.hub.calls.some((c) => c.path.endsWith("/logout")));
});

test("a proven visitor keeps the conversation, logging out forgets it, and a forged one goes on as nobody", options, async (t) => {
  const r = await rig(t);
  const frame = await r.open();
  await write(frame, "匿名时写的");
  await frame.locator(".own .state.sent").waitFor();
  await r.page.evaluate(() => window.Switchboard!("identify", { user_id: "u1", user_hash: "good" }));
  await until("the session is opened with it", () => r.hub.calls.some((c) => c.path.endsWith("/session") && c.body.user_id === "u1"));
  await frame.locator(".own .text", { hasText: "匿名时写的" }).waitFor();
  await r.page.evaluate(() => window.Switchboard!("logout"));
  await until("nothing is left", async () => (await texts(frame)).length === 0);
  await until("a new visitor", () => r.hub.visitors.length === 2);
  await r.page.evaluate(() => window.Switchboard!("identify", { user_id: "u2", user_hash: "forged" }));
  await until("the page is told", () => r.page.evaluate(() => heard.some(([e, d]) => e === "error" && d.code === "identity")));
  await write(frame, "仍可匿名咨询");
  await frame.locator(".own .state.sent").waitFor();
  assert.ok(await frame.locator(".refusal").isHidden(), "who forges chats on, as nobody");
  assert.equal(r.hub.visitor.user, null);
});

test("an account that asks for an identity says so", options, async (t) => {
  const r = await rig(t, {}, (hub) => (hub.config = { ...hub.config, require_identity: true }));
  const frame = await r.open();
  await frame.locator(".refusal", { hasText: "登录" }).waitFor();
  await r.page.evaluate(() => window.Switchboard!("identify", { user_id: "u1", user_hash: "forged" }));
  await until("the page is told twice", () => r.page.evaluate(() => heard.filter(([e, d]) => e === "error" && d.code === "identity").length >= 2));
  await frame.locator(".refusal", { hasText: "登录" }).waitFor();
  await r.page.evaluate(() => window.Switchboard!("identify", { token: "a.b.c" }));
  await frame.locator(".greeting").waitFor();
  await frame.locator(".refusal").waitFor({ state: "hidden" });
});

test("languages follow the page and the call; pages of an application are told with the next message", options, async (t) => {
  const r = await rig(t);
  const frame = await r.open();
  await frame.locator(".greeting").waitFor();
  await r.page.evaluate(() => (document.documentElement.lang = "en"));
  await frame.getByRole("textbox", { name: "Message" }).waitFor();
  await r.page.evaluate(() => window.Switchboard!("setLocale", "zh-CN"));
  await frame.getByRole("textbox", { name: "输入消息" }).waitFor();
  await r.page.evaluate(() => {
    history.pushState({}, "", "/product/7?secret=1#part");
    window.Switchboard!("setContext", { order: "A-1" });
  });
  await until("the page is told", async () => {
    await write(frame, "这个有货吗");
    const last = r.hub.calls.filter((c) => c.path.endsWith("/session")).at(-1);
    return (last?.body.page as { url: string }).url === `${r.site.url}/product/7`;
  });
  assert.deepEqual(r.hub.calls.filter((c) => c.path.endsWith("/session")).at(-1)?.body.context, { order: "A-1" });
  assert.ok(!JSON.stringify(r.hub.calls).includes("secret"));
});

test("the chat opened by its own address keeps its visitor itself", options, async (t) => {
  const r = await rig(t);
  const address = `${r.hub.url}/widget/v1/frame/${ACCOUNT}`;
  await r.page.goto(address);
  await write(r.page.mainFrame(), "从二维码来");
  await r.page.locator(".own .state.sent").waitFor();
  assert.equal(await r.page.locator(".header .button").count(), 0, "there is nothing to close");
  await r.page.goto("about:blank");
  await r.page.goto(address);
  await r.page.locator(".own .text", { hasText: "从二维码来" }).waitFor();
  assert.equal(r.hub.visitors.length, 1);
});

test("in a tab that is not looked at the title says that there is something", options, async (t) => {
  const r = await rig(t);
  const frame = await r.open();
  await write(frame, "你好");
  await frame.locator(".own .state.sent").waitFor();
  await close(frame);
  const hide = (hidden: boolean) =>
    r.page.evaluate((h) => {
      Object.defineProperty(document, "hidden", { configurable: true, get: () => h });
      document.dispatchEvent(new Event("visibilitychange"));
    }, hidden);
  await hide(true);
  r.hub.say("在的");
  await until("the title flashes", async () => (await r.page.title()) === "（1）新消息");
  await until("and shows the page's again", async () => (await r.page.title()) === "商店");
  await hide(false);
  await until("and is left alone", async () => (await r.page.title()) === "商店");
});

test("one widget, however often the tag runs and whatever becomes of the page", options, async (t) => {
  const r = await rig(t);
  await r.page.locator("switchboard-widget .launcher").waitFor();
  await r.page.evaluate((src) => new Promise((resolve) => {
    const again = document.createElement("script");
    again.src = src;
    again.dataset.account = "x";
    again.onload = resolve;
    document.head.append(again);
  }), `${r.hub.url}/widget/v1/loader.js`);
  await r.page.evaluate(() => document.body.replaceWith(document.createElement("body")));
  assert.equal(await r.page.locator("switchboard-widget").count(), 1);
  await (await r.open()).locator(".greeting").waitFor();
});

test("on a phone the chat is a sheet over the whole page, and targets are large", options, async (t) => {
  const r = await rig(t, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const frame = await r.open();
  await frame.locator(".greeting").waitFor();
  const panel = r.page.locator("switchboard-widget .panel");
  await panel.evaluate((e) => Promise.all(e.getAnimations().map((a) => a.finished))); // it slides in
  const box = await panel.boundingBox();
  assert.deepEqual(box, { x: 0, y: 0, width: 390, height: 844 });
  assert.ok(await r.page.locator("switchboard-widget .launcher").isHidden());
  assert.equal(await frame.evaluate(() => document.activeElement?.localName), "body", "no keyboard rises unasked");
  assert.equal(await r.page.evaluate(() => getComputedStyle(document.documentElement).overflow), "hidden");
  // A keyboard rises: the visual viewport shrinks and moves, and the sheet is where it is.
  await r.page.evaluate(() => {
    const viewport = window.visualViewport!;
    Object.defineProperty(viewport, "height", { configurable: true, get: () => 500 });
    Object.defineProperty(viewport, "offsetTop", { configurable: true, get: () => 60 });
    viewport.dispatchEvent(new Event("resize"));
  });
  assert.deepEqual(await panel.boundingBox(), { x: 0, y: 60, width: 390, height: 500 });
  // The frame, in a process of its own, hears of its size a moment later.
  await until("the field is above the keyboard", async () => {
    const field = await frame.locator(".composer textarea").boundingBox();
    return !!field && field.y > 60 && field.y + field.height <= 560;
  });
  await r.page.evaluate(() => {
    const viewport = window.visualViewport!;
    for (const name of ["height", "offsetTop"] as const) Reflect.deleteProperty(viewport, name);
    viewport.dispatchEvent(new Event("resize"));
  });
  assert.deepEqual(await panel.boundingBox(), box);
  await frame.locator(".attach > .button").tap();
  await frame.getByRole("button", { name: "拍照" }).waitFor();
  const small = await frame.evaluate(() =>
    [...document.querySelectorAll("button, a, textarea, input")]
      .map((e) => [e.outerHTML.slice(0, 60), e.getBoundingClientRect()] as const)
      .filter(([, b]) => b.width > 0 && (b.height < 44 || b.width < 44))
      .map(([html]) => html),
  );
  assert.deepEqual(small, []);
  await frame.locator(".header .button").tap();
  await r.page.locator("switchboard-widget .launcher").waitFor();
  assert.equal(await r.page.evaluate(() => document.documentElement.style.overflow), "");
});

test("all of it works by keyboard alone", options, async (t) => {
  const r = await rig(t);
  await r.page.locator("switchboard-widget .launcher").waitFor();
  await r.page.locator("#own").focus();
  await r.page.keyboard.press("Tab");
  await r.page.keyboard.press("Enter");
  const frame = await r.frame();
  await frame.locator(".greeting").waitFor();
  await until("the field has focus", () => frame.evaluate(() => document.activeElement?.localName === "textarea"));
  await r.page.keyboard.type("第一行");
  await r.page.keyboard.press("Shift+Enter");
  await r.page.keyboard.type("第二行");
  await r.page.keyboard.press("Enter");
  await frame.locator(".own .state.sent").waitFor();
  assert.deepEqual(await texts(frame), ["第一行\n第二行"]);
  await r.page.keyboard.press("Shift+Tab");
  await r.page.keyboard.press("Enter");
  await frame.locator(".menu").waitFor();
  assert.equal(await frame.evaluate(() => document.activeElement?.textContent), "图片或文件");
  await r.page.keyboard.press("Escape");
  await frame.locator(".menu").waitFor({ state: "hidden" });
  assert.equal(await frame.evaluate(() => document.activeElement?.getAttribute("aria-label")), "添加附件");
  await r.page.keyboard.press("Escape");
  await r.page.locator("switchboard-widget .panel").waitFor({ state: "hidden" });
  assert.equal(await r.page.evaluate(() => document.activeElement?.localName), "switchboard-widget");
  await r.page.locator("#own").focus();
  await r.page.evaluate(() => window.Switchboard!("open"));
  await until("the field has focus", () => frame.evaluate(() => document.activeElement?.localName === "textarea" && document.hasFocus()));
  await r.page.keyboard.press("Escape");
  await until("focus is back at what opened it", () => r.page.evaluate(() => document.activeElement?.id === "own"));
});

test("a picture that does not come is asked for once more, and then is a card", options, async (t) => {
  const r = await rig(t);
  const frame = await r.open();
  await write(frame, "你好");
  await frame.locator(".own .state.sent").waitFor();
  const asked = { once: 0, never: 0 };
  const body = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
  await r.context.route("**/files/once*", (to) => (asked.once++ ? to.fulfill({ body, contentType: "image/png" }) : to.abort()));
  await r.context.route("**/files/never*", (to) => (asked.never++, to.abort()));
  const picture = (id: string) => ({ id, name: `${id}.png`, mime: "image/png", size: 70, url: `/widget/v1/files/${id}`, kind: "image" as const });
  r.hub.say("看图", { attachments: [picture("once"), picture("never")] });
  await frame.locator(".other .file", { hasText: "never.png" }).waitFor();
  const image = frame.locator(".other .image img");
  await until("the picture is drawn", () => image.evaluate((i: HTMLImageElement) => i.complete && i.naturalWidth > 0));
  assert.deepEqual(asked, { once: 2, never: 2 });
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing serious, ${colorScheme}`, options, async (t) => {
    const r = await rig(t, { colorScheme }, (hub) => (hub.config = { ...hub.config, away: true, color: "#f5c542" }));
    const frame = await r.open();
    await write(frame, "你好 https://example.com");
    await frame.locator(".contact form").waitFor();
    r.hub.say("您好 https://example.com/a", { choices: [{ id: "a", text: "好" }], attachments: [{ id: "1", name: "a.pdf", mime: "application/pdf", size: 10, url: "/widget/v1/files/1", kind: "file" }] });
    await frame.locator(".other .file").waitFor();
    await frame.locator(".attach > .button").click();
    assert.deepEqual(await violations(frame), []);
    assert.deepEqual(await violations(r.page), []);
    assert.equal(await frame.locator("[role=log]").getAttribute("aria-live"), "polite");
    await r.page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const moving = await frame.evaluate(() => document.getAnimations().length);
    assert.equal(moving, 0);
  });
}

test("roles and names say what is what, in the page's language", options, async (t) => {
  const r = await rig(t);
  await r.page.evaluate(() => (document.documentElement.lang = "en"));
  const launcher = r.page.getByRole("button", { name: /chat/i });
  assert.equal(await launcher.getAttribute("aria-expanded"), "false");
  await launcher.click();
  const frame = await r.frame();
  await frame.locator(".greeting").waitFor();
  assert.equal(await r.page.locator("switchboard-widget .launcher").getAttribute("aria-expanded"), "true");
  assert.ok(await r.page.locator("switchboard-widget iframe").getAttribute("title"), "the frame has a name");
  assert.equal(await frame.evaluate(() => document.documentElement.lang), "en");
  await frame.getByRole("textbox", { name: "Message" }).waitFor();
  await frame.getByRole("main").waitFor();
  const log = frame.getByRole("log");
  assert.deepEqual([await log.getAttribute("aria-live"), await log.getAttribute("aria-busy")], ["polite", "false"]);
  for (const name of ["Send", "Close"]) assert.ok((await frame.getByRole("button", { name: new RegExp(name, "i") }).count()) > 0, name);
  r.hub.say("Which one?", { choices: [{ id: "a", text: "Oak" }] });
  await frame.getByRole("button", { name: "Oak" }).waitFor();
  assert.deepEqual(await violations(frame), []);
  assert.deepEqual(await violations(r.page), []);
});
