/** What every browser test needs: Chromium, a hub, a site, and ways into the frame. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { TestContext } from "node:test";
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Frame, type Page } from "playwright-core";
import { ACCOUNT, FakeHub, serveSite } from "../fake/hub.ts";

const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
export const CHROMIUM = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser"].find((p) => p && existsSync(p));

/** How long a condition may take to come true. */
export const SOON = 30000;

let browser: Promise<Browser> | null = null;
export const launch = (): Promise<Browser> => (browser ??= chromium.launch({ executablePath: CHROMIUM!, args: ARGS }));
export const quit = async (): Promise<void> => (await browser)?.close();

export interface Rig {
  hub: FakeHub;
  site: { url: string; attributes: string };
  context: BrowserContext;
  page: Page;
  frame(): Promise<Frame>;
  open(): Promise<Frame>;
}

export async function rig(t: TestContext, options: BrowserContextOptions = {}, set: (hub: FakeHub) => void = () => undefined, attributes = ""): Promise<Rig> {
  const hub = new FakeHub("dist");
  await hub.start();
  const site = await serveSite(hub, attributes);
  hub.ancestors = [site.url];
  set(hub);
  const context = await (await launch()).newContext({ locale: "zh-CN", viewport: { width: 1440, height: 900 }, ...options });
  context.setDefaultTimeout(SOON);
  const page = await context.newPage();
  const refused: string[] = [];
  page.on("console", (m) => {
    // Framing is what a hub refuses on purpose.
    if (/Content.Security.Policy|Refused to/i.test(m.text()) && !/frame-ancestors/.test(m.text())) refused.push(m.text());
  });
  t.after(async () => {
    await context.close();
    await site.stop();
    await hub.stop();
    assert.deepEqual(refused, [], "nothing that a strict policy refuses");
  });
  await page.goto(site.url);
  const frame = () => frameOf(page);
  return {
    hub, site, context, page, frame,
    async open() {
      await page.locator("switchboard-widget .launcher").click();
      return frame();
    },
  };
}

export async function frameOf(page: Page): Promise<Frame> {
  const element = await page.locator("switchboard-widget iframe").elementHandle();
  const frame = await element!.contentFrame();
  await frame!.locator(".composer textarea").waitFor({ state: "attached" });
  return frame!;
}

/** until waits for a condition outside the page. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + SOON;
  while (!(await holds())) {
    assert.ok(Date.now() < end, `in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** online waits until the hub has the visitor's socket: what has no memory, such as typing, reaches nobody before. */
export const online = (r: Rig): Promise<void> => until("a socket", () => r.hub.visitors.some((v) => v.sockets.size > 0));

export async function write(frame: Frame, text: string): Promise<void> {
  await frame.locator(".composer textarea").fill(text);
  await frame.locator(".composer textarea").press("Enter");
}

/** close leaves the chat by the keyboard, and waits until the page has heard of it. */
export async function close(frame: Frame): Promise<void> {
  await frame.locator(".composer textarea").press("Escape");
  await frame.page().locator("switchboard-widget .panel").waitFor({ state: "hidden" });
}

/**
 * daysLater loads the page anew as if the conversation had long been still, so that the loader has to ask. What makes it
 * young is forgotten as the page begins: what the page before still heard would make it young again.
 */
export async function daysLater(page: Page): Promise<void> {
  await page.addInitScript(() => Object.keys(localStorage).forEach((key) => /active|checked/.test(key) && localStorage.removeItem(key)));
  await page.reload();
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** violations are what axe calls serious. */
export async function violations(where: Page | Frame): Promise<string[]> {
  return where.evaluate(async (source) => {
    // Evaluated by the debugger, so that the page's policy stays as strict as it is.
    const run = new Function(`${source}; return axe.run(document, { resultTypes: ["violations"], iframes: false })`) as () => Promise<{
      violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[];
    }>;
    const found = await run();
    return found.violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => `${v.id}: ${v.nodes.map((n) => n.html + n.failureSummary).join(" | ")}`);
  }, axe);
}

export const texts = (frame: Frame): Promise<string[]> => frame.locator(".log .bubble .text").allInnerTexts();
export { ACCOUNT };
