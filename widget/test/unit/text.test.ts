import assert from "node:assert/strict";
import { test } from "node:test";
import { contrast, readable, textOn } from "../../src/shared/color.ts";
import { fill, pickLocale } from "../../src/shared/locale.ts";
import { delay } from "../../src/frame/backoff.ts";
import { linkify, safeHref } from "../../src/frame/linkify.ts";
import { read, readAll, write, writeOut, type Saved } from "../../src/frame/saved.ts";
import type { Outgoing } from "../../src/frame/state.ts";
import { allowed } from "../../src/frame/uploads.ts";
import { reach } from "../../src/frame/view/contact.ts";
import { bare } from "../../src/loader/page.ts";

const links = (text: string) => linkify(text).flatMap((p) => (p.href ? [[p.text, p.href]] : []));

test("addresses become links, and nothing is lost around them", () => {
  const cases: [string, string[][]][] = [
    ["no address here, 1.5 or a.b", []],
    ["see https://example.com/a?b=c#d.", [["https://example.com/a?b=c#d", "https://example.com/a?b=c#d"]]],
    ["请看https://example.com/路。谢谢", [["https://example.com/", "https://example.com/"]]],
    ["（https://example.com/a）", [["https://example.com/a", "https://example.com/a"]]],
    ["(https://example.com/a_(b))", [["https://example.com/a_(b)", "https://example.com/a_(b)"]]],
    ["www.example.com, and HTTP://EXAMPLE.ORG!", [["www.example.com", "https://www.example.com/"], ["HTTP://EXAMPLE.ORG", "http://example.org/"]]],
    ["javascript:alert(1) data:text/html,x file:///etc/passwd", []],
    ["<a href=\"https://example.com/x\">", [["https://example.com/x", "https://example.com/x"]]],
    ["https://", []],
    ["https://user@", []],
    ["http://localhost:8080/x", [["http://localhost:8080/x", "http://localhost:8080/x"]]],
  ];
  for (const [text, want] of cases) {
    assert.deepEqual(links(text), want, text);
    assert.equal(linkify(text).map((p) => p.text).join(""), text);
  }
});

test("only addresses that run nothing are linked to", () => {
  assert.equal(safeHref("javascript:alert(1)"), null);
  assert.equal(safeHref("tel:+861234"), null);
  assert.equal(safeHref("tel:+861234", "tel:"), "tel:+861234");
  assert.equal(safeHref("not an address"), null);
});

test("what is kept over a reload is what was written, and nothing that is not", () => {
  const saved: Saved = { draft: "half a", contact: "left" };
  assert.deepEqual(read(write(saved)), saved);
  for (const bad of [null, "", "{", "[]", "1", '{"v":2}', '{"v":1,"draft":1,"contact":"x"}']) {
    assert.deepEqual(read(bad), { draft: "", contact: "" }, String(bad));
  }
});

test("each message that waits is kept by itself, in the order in which they were written", () => {
  const out = (key: string, at: string, more: Partial<Outgoing> = {}): Outgoing => ({ key, text: "你好", attachments: [], at, state: "waiting", ...more });
  const first = out("a", "2026-01-02T03:04:05.001Z", {
    state: "sending", choice: { message: "m", id: "c" }, attachments: [{ id: "u", name: "a.png", mime: "image/png", size: 1 }],
  });
  const second = out("b", "2026-01-02T03:04:05.002Z", { state: "failed", error: "widget.empty" });
  const all = readAll([writeOut(second)!, "{", "null", '{"key":1}', writeOut(first)!]);
  assert.deepEqual(all, [{ ...first, state: "waiting" }, second]);
  assert.equal(writeOut(out("c", "", { text: "长".repeat(70000) })), null);
});

test("attempts are spread from 1 s to 30 s", () => {
  assert.deepEqual([delay(0, () => 0), delay(0, () => 1)], [1000, 3000]);
  assert.deepEqual([delay(3, () => 0), delay(3, () => 1)], [1000, 24000]);
  assert.deepEqual([delay(50, () => 0), delay(50, () => 1)], [1000, 30000]);
});

test("every brand colour is readable on both themes and under its text", () => {
  for (const color of ["#ffffff", "#000000", "#ffee00", "#2f56d9", "#808080", "#ff0000", "#00ff88"]) {
    assert.ok(contrast(textOn(color), color) >= 4.5, `text on ${color}`);
    for (const ground of ["#ffffff", "#171b21"]) assert.ok(contrast(readable(color, ground), ground) >= 4.5, `${color} on ${ground}`);
  }
  assert.equal(readable("#2f56d9", "#ffffff"), "#2f56d9", "what can be read stays as it is");
});

test("the first wish that is one of our languages wins", () => {
  assert.equal(pickLocale("zh-Hant-TW", "en"), "zh-CN");
  assert.equal(pickLocale("fr", null, "zh"), "zh-CN");
  assert.equal(pickLocale("en-GB"), "en");
  assert.equal(pickLocale("zhuang", undefined), "en");
  assert.equal(fill("{a} of {b}", { a: 1 }), "1 of {b}");
});

test("types are allowed by name, by family, or all", () => {
  assert.ok(allowed("image/png", ["image/*"]) && allowed("application/pdf", ["application/pdf"]) && allowed("x/y", []));
  assert.ok(allowed("text/plain;charset=utf-8", ["text/plain"]));
  assert.ok(!allowed("image/svg+xml", ["image/png"]) && !allowed("imagex/png", ["image/*"]) && !allowed("", ["image/*"]));
});

test("an e-mail address and a phone number are told apart", () => {
  assert.deepEqual(reach(" li@example.cn "), { email: "li@example.cn" });
  assert.deepEqual(reach("+86 138-0000-0000"), { phone: "+8613800000000" });
  for (const bad of ["", "li", "li@", "12345", "138 0000 abcd"]) assert.equal(reach(bad), null, bad);
});

test("addresses of pages go without query and fragment", () => {
  assert.equal(bare("https://shop.example/a/b?token=1#secret"), "https://shop.example/a/b");
  assert.equal(bare("nonsense"), "");
});
