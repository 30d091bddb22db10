import assert from "node:assert/strict";
import { test } from "node:test";
import frameEn from "../../src/locales/frame/en.json";
import frameZh from "../../src/locales/frame/zh-CN.json";
import loaderEn from "../../src/locales/loader/en.json";
import loaderZh from "../../src/locales/loader/zh-CN.json";
import { Texts } from "../../src/frame/texts.ts";

const pairs: [string, Record<string, string>, Record<string, string>][] = [
  ["frame", frameEn, frameZh],
  ["loader", loaderEn, loaderZh],
];
const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

for (const [name, en, zh] of pairs) {
  test(`the ${name} says everything in both languages, with the same places`, () => {
    assert.deepEqual(Object.keys(zh).sort(), Object.keys(en).sort());
    for (const key of Object.keys(en)) {
      assert.ok(en[key]?.trim() && zh[key]?.trim(), key);
      assert.deepEqual(places(zh[key]!), places(en[key]!), key);
      assert.doesNotMatch(en[key]!, /[\u4e00-\u9fff]/, key);
    }
  });
}

test("days, sizes and limits are said as people say them", () => {
  const zh = new Texts("zh-CN");
  const en = new Texts("en");
  const now = new Date(2026, 2, 10, 9, 5);
  assert.equal(zh.date(now, now), "今天");
  assert.equal(en.date(new Date(2026, 2, 9, 23, 59), now), "Yesterday");
  assert.match(zh.date(new Date(2026, 1, 1), now), /^2月1日/);
  assert.match(en.date(new Date(2025, 1, 1), now), /2025/);
  assert.equal(zh.time(new Date(2026, 2, 10, 0, 5)), "00:05");
  assert.deepEqual([en.size(999), en.size(1536), en.size(10 * 1024 * 1024)], ["999 B", "1.5 KB", "10 MB"]);
  assert.equal(zh.limits(10485760, ["image/png", "image/jpeg", "application/pdf"]), "单个文件不超过 10 MB，支持图片、PDF");
  assert.equal(en.limits(10485760, []), "Up to 10 MB each");
});
