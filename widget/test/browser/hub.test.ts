/** The same widget against the hub itself, as a process that is also killed. */
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, test, type TestContext } from "node:test";
import type { Page } from "playwright-core";
import { WebSocket } from "ws";
import { serveSite } from "../fake/hub.ts";
import { BINARY, RealHub } from "./real.ts";
import { CHROMIUM, close, daysLater, frameOf, launch, quit, SOON, texts, until, write } from "./rig.ts";

after(quit);
const options = { skip: !CHROMIUM ? "no Chromium" : BINARY ? false : "SWITCHBOARD_BIN names no binary" };
declare const heard: [string, Record<string, unknown>][];
const SECRET = "a secret of thirty-two characters";

async function shop(t: TestContext, { allowed = true, sockets = true } = {}, ...settings: string[]): Promise<{ hub: RealHub; page: Page; url: string }> {
  const hub = await RealHub.start();
  t.after(() => hub.remove());
  const probe = { url: hub.url };
  const site = await serveSite(probe, "", "pending");
  t.after(() => site.stop());
  hub.add(allowed ? site.url : "https://other.example", `identity_secret=${SECRET}`, ...settings);
  site.account = hub.account;
  const context = await (await launch()).newContext({ locale: "zh-CN" });
  t.after(() => context.close());
  context.setDefaultTimeout(SOON);
  const page = await context.newPage();
  const refused: string[] = [];
  page.on("console", (m) => /Content.Security.Policy|Refused to/i.test(m.text()) && refused.push(m.text()));
  if (allowed) t.after(() => assert.deepEqual(refused, []));
  if (!sockets) await page.routeWebSocket(/connection\/websocket/, (ws) => ws.close());
  await page.goto(site.url);
  await page.locator("switchboard-widget .launcher").click();
  return { hub, page, url: site.url };
}

test("a visitor writes, an agent answers, and nothing is lost while either is away", options, async (t) => {
  const { hub, page } = await shop(t);
  let frame = await frameOf(page);
  await write(frame, "你好");
  await frame.locator(".own .state").first().waitFor();
  const id = await hub.conversation();
  await hub.say(id, "您好，请讲");
  await frame.locator(".other .text", { hasText: "您好，请讲" }).waitFor();
  await page.reload();
  frame = await frameOf(page);
  await until("the history", async () => (await texts(frame)).join() === "你好,您好，请讲");
  const answers = Array.from({ length: 20 }, (_, i) => `回答 ${i}`);
  await page.context().setOffline(true);
  await hub.kill();
  await write(frame, "断线时写的");
  await frame.locator(".banner").waitFor();
  await hub.up();
  for (const answer of answers) await hub.say(id, answer);
  await page.context().setOffline(false);
  await until("all of it, once", async () => {
    const here = await texts(frame);
    return here.length === 23 && here.filter((x) => x.startsWith("回答")).join() === answers.join();
  });
  const inbound = async () => (await hub.messages(id)).filter((m) => m.direction === "in").map((m) => m.text);
  await until("what was written offline is there, once", async () => (await inbound()).sort().join() === ["你好", "断线时写的"].sort().join());
});

test("a file that is not what its name says is refused, a picture arrives", options, async (t) => {
  const { hub, page } = await shop(t);
  const frame = await frameOf(page);
  const pixel = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
  await frame.locator(".attach > .button").click();
  const input = frame.locator('input[type="file"]').first();
  await input.setInputFiles([
    { name: "图.png", mimeType: "image/png", buffer: pixel },
    { name: "page.png", mimeType: "image/png", buffer: Buffer.from("<!doctype html><script>alert(1)</script>") },
  ]);
  await frame.locator(".chip.refused", { hasText: "page.png" }).waitFor();
  await frame.locator(".chip.done", { hasText: "图.png" }).waitFor();
  await write(frame, "看图");
  const image = frame.locator(".own .image img");
  await image.waitFor();
  await until("the picture is drawn", () => image.evaluate((i: HTMLImageElement) => i.complete && i.naturalWidth > 0));
  assert.equal((await hub.messages(await hub.conversation())).length, 1);
});

test("a returning visitor's answer shows on the launcher, and a long poll does where sockets do not pass", options, async (t) => {
  const { hub, page } = await shop(t, { sockets: false });
  let frame = await frameOf(page);
  await write(frame, "你好");
  const id = await hub.conversation();
  await hub.say(id, "一");
  await frame.locator(".other .text", { hasText: "一" }).waitFor();
  // Leaving the page would cut off what tells of it.
  await until("it is read", async () => {
    const c = await hub.api<{ seq: number; customer_read_seq?: number }>("GET", `conversations/${id}`);
    return c.customer_read_seq === c.seq;
  });
  await close(frame);
  const url = page.url();
  await page.goto("about:blank");
  await hub.say(id, "二");
  await page.goto(url);
  await daysLater(page); // the loader asks from the page's own origin
  await page.locator("switchboard-widget .badge", { hasText: "1" }).waitFor();
  await page.locator("switchboard-widget .teaser .say").click();
  frame = await frameOf(page);
  await until("both answers", async () => (await texts(frame)).join() === "你好,一,二");
  await page.goto(`${hub.url}/widget/v1/frame/${hub.account}`);
  await page.locator(".greeting").waitFor();
});

test("a page that is not on the list gets no chat", options, async (t) => {
  const { page } = await shop(t, { allowed: false });
  const element = await page.locator("switchboard-widget iframe").elementHandle();
  const frame = await element!.contentFrame();
  await until("the frame is refused", () => (frame!.url() || "").startsWith("chrome-error://"));
});

test("a forged identity is refused, a signed one is taken", options, async (t) => {
  const { hub, page } = await shop(t);
  const frame = await frameOf(page);
  await frame.locator(".greeting").waitFor();
  await page.evaluate(() => window.Switchboard!("identify", { user_id: "u1", user_hash: "00" }));
  await until("the page is told", () => page.evaluate(() => heard.some(([e, d]) => e === "error" && d.code === "identity")));
  await write(frame, "还不是会员");
  await frame.locator(".own .state").waitFor();
  const contact = async () => {
    const { items } = await hub.api<{ items: { kind: string; fields?: Record<string, string> }[] }>("GET", "contacts");
    return items[0];
  };
  assert.notEqual((await contact())?.fields?.user_id, "u1", "a forged identity proves nobody");
  const user_hash = createHmac("sha256", SECRET).update("u1").digest("hex");
  await page.evaluate((hash) => window.Switchboard!("identify", { user_id: "u1", user_hash: hash }), user_hash);
  await until("the visitor is proven", async () => (await contact())?.fields?.user_id === "u1");
  await page.evaluate(() => window.Switchboard!("setContext", { order: "A-1", total: 12.5, "<b>": "<img src=x onerror=alert(1)>" }));
  await write(frame, "我是会员");
  await until("both are there", async () => (await hub.messages(await hub.conversation())).map((m) => m.text).join() === "还不是会员,我是会员");
  await until("agents see the context", async () => (await contact())?.fields?.["context.order"] === "A-1");
  assert.equal((await contact())?.fields?.["context.<b>"], "<img src=x onerror=alert(1)>", "as it was said, to be shown as text");
});

/** jwt is what a site's server signs: good for one session. */
function jwt(hub: RealHub, sub: string, jti: string): string {
  const b64 = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const now = Math.floor(Date.now() / 1000);
  const text = `${b64({ alg: "HS256" })}.${b64({ sub, jti, name: "王明", aud: hub.account, iat: now, exp: now + 600 })}`;
  return `${text}.${createHmac("sha256", SECRET).update(text).digest("base64url")}`;
}

test("a token for one session is not used up by the chat itself, and not good for another browser", options, async (t) => {
  const { hub, page, url } = await shop(t);
  const visit = async (token: string, before: (page: Page) => Promise<void> = async () => undefined): Promise<Page> => {
    const context = await page.context().browser()!.newContext({ locale: "zh-CN" });
    t.after(() => context.close());
    context.setDefaultTimeout(SOON);
    const other = await context.newPage();
    await other.goto(url);
    await before(other);
    // The loader looks for what is unread with it while the chat is being opened.
    await other.evaluate((jwt) => (window.Switchboard!("identify", { token: jwt }), window.Switchboard!("open")), token);
    return other;
  };
  const refused = (p: Page) => p.evaluate(() => heard.filter(([e, d]) => e === "error" && d.code === "identity").length);
  const first = jwt(hub, "u7", "one");
  const one = await visit(first);
  await write(await frameOf(one), "我的订单");
  await (await frameOf(one)).locator(".own .state.sent").waitFor();
  assert.equal(await refused(one), 0);
  // A returning visitor whom nobody knew yet: the session gets another token while the chat opens.
  const two = await visit(jwt(hub, "u7", "two"), async (p) => {
    await p.locator("switchboard-widget .launcher").click();
    await write(await frameOf(p), "匿名时写的");
    await (await frameOf(p)).locator(".own .state.sent").waitFor();
    await close(await frameOf(p));
    await daysLater(p);
    await p.waitForFunction(() => typeof window.Switchboard === "function");
  });
  const frame = await frameOf(two);
  await until("all that the user has said", async () => (await texts(frame)).join() === "我的订单,匿名时写的");
  assert.equal(await refused(two), 0);
  const thief = await visit(first);
  await until("the page is told", async () => (await refused(thief)) > 0);
  const stranger = await frameOf(thief);
  await stranger.locator(".greeting").waitFor();
  assert.deepEqual(await texts(stranger), [], "who replays it is nobody");
});

test("a look for what is unread that is answered late does not undo a newer one", options, async (t) => {
  const { hub, page } = await shop(t);
  await write(await frameOf(page), "匿名时写的");
  await (await frameOf(page)).locator(".own .state.sent").waitFor();
  await close(await frameOf(page));
  let looks = 0;
  let proven = (): void => undefined;
  const later = new Promise<void>((resolve) => (proven = resolve));
  await page.route(/\/session$/, async (route) => {
    const look = ++looks;
    const response = await route.fetch();
    if (look === 1) await later;
    await route.fulfill({ response });
    if (look === 2) proven();
  });
  // The frame is to be greeted after both answers are there.
  await page.route(/\/frame\//, async (route) => (await later, await page.waitForTimeout(500), route.continue()));
  await daysLater(page);
  await page.waitForFunction(() => typeof window.Switchboard === "function");
  await until("the first look is on its way", () => looks === 1);
  await page.evaluate((jwt) => (window.Switchboard!("identify", { token: jwt }), window.Switchboard!("open")), jwt(hub, "u7", "one"));
  const frame = await frameOf(page);
  await until("what was said", async () => (await texts(frame)).join() === "匿名时写的");
  assert.deepEqual(await page.evaluate(() => heard.filter(([e]) => e === "error")), []);
});

test("who is proven in one tab goes on as that person in the other", options, async (t) => {
  const { hub, page, url } = await shop(t);
  await write(await frameOf(page), "你好");
  await (await frameOf(page)).locator(".own .state.sent").waitFor();
  const second = await page.context().newPage();
  await second.goto(url);
  await second.locator("switchboard-widget .launcher").click();
  const two = await frameOf(second);
  await until("the second has the history", async () => (await texts(two)).join() === "你好");
  await page.evaluate((jwt) => window.Switchboard!("identify", { token: jwt }), jwt(hub, "u7", "one"));
  const proven = async () => (await hub.api<{ items: { name: string }[] }>("GET", "contacts")).items.some((c) => c.name === "王明");
  await until("the visitor is proven", proven);
  await write(two, "从另一页");
  await until("it is the same conversation", async () => (await hub.messages(await hub.conversation())).map((m) => m.text).join() === "你好,从另一页");
  const { items } = await hub.api<{ items: unknown[] }>("GET", "conversations");
  assert.equal(items.length, 1, "and the only one");
});

test("a page that is not on the list gets no socket, whatever token it has", options, async (t) => {
  const { hub } = await shop(t);
  const session = await fetch(`${hub.url}/widget/v1/${hub.account}/session`, { method: "POST", body: "{}" });
  const { token } = (await session.json()) as { token: string };
  const connect = (origin: string) =>
    new Promise<string>((resolve) => {
      const socket = new WebSocket(`${hub.url.replace("http", "ws")}/connection/websocket`, { origin });
      socket.on("open", () => socket.send(JSON.stringify({ id: 1, connect: { token } })));
      socket.on("message", (data) => (resolve(String(data).includes('"client"') ? "in" : String(data)), socket.close()));
      socket.on("unexpected-response", (_, response) => resolve(`refused ${response.statusCode}`));
      socket.on("close", (code) => resolve(`closed ${code}`));
      socket.on("error", (error) => resolve(error.message));
    });
  assert.equal(await connect(hub.url), "in");
  assert.equal(await connect("https://other.example"), "refused 403");
});

/** another is a second visitor of the same site, in a browser of its own. */
async function another(t: TestContext, page: Page, url: string): Promise<Page> {
  const context = await page.context().browser()!.newContext({ locale: "zh-CN", timezoneId: "Asia/Tokyo" });
  t.after(() => context.close());
  context.setDefaultTimeout(SOON);
  const other = await context.newPage();
  await other.goto(url);
  await other.locator("switchboard-widget .launcher").click();
  return other;
}

const manual = { policy: "manual", dedicated: false, last: false };

test("three wait: the last one moves from two ahead to none, keeps its place over a reload and without the hub, and an agent joins", options, async (t) => {
  const { hub, page, url } = await shop(t);
  await hub.api("PUT", "queue", manual);
  const one = await frameOf(page);
  await write(one, "我先来的");
  await one.locator(".queue .place", { hasText: "您是下一位" }).waitFor();
  const second = await frameOf(await another(t, page, url));
  await write(second, "我第二");
  await second.locator(".queue .place", { hasText: "前面还有 1 位" }).waitFor();
  const third = await another(t, page, url);
  let frame = await frameOf(third);
  const placed = (text: string) => frame.locator(".queue .place", { hasText: text }).waitFor();
  await write(frame, "我最后来的");
  await placed("前面还有 2 位");
  await hub.api("POST", "queue/next", {});
  await one.locator(".header .state", { hasText: "小李" }).waitFor();
  await placed("前面还有 1 位");
  await third.reload();
  frame = await frameOf(third);
  await placed("前面还有 1 位");
  await hub.kill();
  await frame.locator(".banner").waitFor();
  await placed("前面还有 1 位");
  await hub.up();
  await frame.locator(".banner").waitFor({ state: "hidden" });
  await placed("前面还有 1 位");
  await hub.api("POST", "queue/next", {});
  await second.locator(".header .state", { hasText: "小李" }).waitFor();
  await placed("您是下一位");
  // It is away when its turn comes, and hears of it when it is back.
  await third.context().setOffline(true);
  await hub.api("POST", "queue/next", {});
  await hub.say(await hub.conversation(), "久等了");
  await third.context().setOffline(false);
  await frame.locator(".header .state", { hasText: "小李" }).waitFor();
  await until("nobody waits", async () => (await frame.locator(".queue").count()) === 0);
  await frame.locator(".other .text", { hasText: "久等了" }).waitFor();
});

test("out of hours it is said when somebody will be there, in the visitor's own time", options, async (t) => {
  const { hub, page, url } = await shop(t);
  // At nine in Shanghai, three days from now; the visitor is in Tokyo, where it is ten then.
  const day = new Intl.DateTimeFormat("en", { weekday: "long", timeZone: "Asia/Shanghai" }).format(Date.now() + 3 * 86400000);
  const weekly = { [day.toLowerCase()]: [{ from: 540, to: 600 }] };
  const { id } = await hub.api<{ id: string }>("POST", "schedules", { name: "每周一次", schedule: { time_zone: "Asia/Shanghai", weekly } });
  await hub.api("PUT", "queue", { ...manual, schedule: id });
  const second = await another(t, page, url);
  const frame = await frameOf(second);
  await write(frame, "有人吗");
  await frame.locator(".queue .place", { hasText: /^我们周. 10:00 上班，留言会保留$/ }).waitFor();
  assert.match(await frame.locator(".header .state").innerText(), /现在不在线/);
  await frame.locator(".contact form").waitFor();
});

test("a rating is one press, arrives as a score with its reasons, is changed, and opens nothing anew", options, async (t) => {
  const { hub, page } = await shop(t, {}, "rating=on", "rating_question=您对这次服务满意吗？", "rating_reasons=1-2: 回复慢、没解决; 4-5: 很专业、回复快");
  const frame = await frameOf(page);
  await write(frame, "你好");
  const id = await hub.conversation();
  await hub.say(id, "您好");
  await hub.api("POST", `conversations/${id}/steps`, { kind: "complete" });
  await frame.getByRole("group", { name: "您对这次服务满意吗？" }).getByRole("button", { name: "4 分，满意" }).click();
  await frame.locator(".rating .note", { hasText: "感谢您的评价" }).waitFor();
  const rated = async () => {
    const { score, comment = "" } = await hub.api<{ score?: number; comment?: string }>("GET", `conversations/${id}/rating`);
    return `${score} ${comment}`;
  };
  await until("the score", async () => (await rated()) === "4 ");
  await frame.getByRole("button", { name: "回复快" }).click();
  await frame.getByLabel("还想补充什么？").fill("谢谢");
  await frame.getByRole("button", { name: "提交评价" }).click();
  await until("why", async () => (await rated()) === "4 回复快\n谢谢");
  await frame.getByRole("button", { name: "5 分，非常满意" }).click();
  await until("it is changed", async () => (await rated()) === "5 ");
  const { items } = await hub.api<{ items: { id: string; status: string }[] }>("GET", "conversations");
  assert.deepEqual(items.map((c) => [c.id, c.status]), [[id, "completed"]]);
  await page.reload();
  const again = await frameOf(page);
  await again.locator(".rating .note", { hasText: "感谢您的评价" }).waitFor();
  assert.equal(await again.locator(".star.on").count(), 5);
  assert.deepEqual(await texts(again), ["你好", "您好"]);
  assert.equal(await again.locator(".queue").count(), 0);
});
