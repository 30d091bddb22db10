/** Pictures of the widget in both themes and widths, for people to look at: SCREENSHOTS names the folder. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { CHROMIUM, close, online, quit, rig, texts, until, write } from "./rig.ts";

const folder = process.env.SCREENSHOTS;
after(quit);

const skip = !CHROMIUM ? "no Chromium" : folder ? false : "SCREENSHOTS names no folder";
for (const colorScheme of ["light", "dark"] as const) {
  for (const [width, height] of [[1440, 900], [390, 844]] as const) {
    const phone = width < 668;
    const options = { colorScheme, viewport: { width, height }, hasTouch: phone, isMobile: phone, reducedMotion: "reduce" as const };
    test(`pictures ${colorScheme} ${width}`, { skip }, async (t) => {
      mkdirSync(folder!, { recursive: true });
      const r = await rig(t, options);
      const shot = (name: string) => r.page.screenshot({ path: join(folder!, `${name}-${colorScheme}-${width}.png`) });
      await shot("1-launcher");
      const frame = await r.open();
      await frame.locator(".greeting").waitFor();
      await shot("2-empty");
      await write(frame, "你好，这张餐桌可以做成 1.6 米吗？");
      r.hub.stand({ status: "active", agent: { name: "小李" } });
      r.hub.say("您好！可以的，1.2 到 2.4 米都能定制，工期约 15 天。");
      r.hub.say("尺寸说明在这里：https://example.com/sizes/oak-table?lang=zh，您可以先看看。", { attachments: [{ id: "1", name: "尺寸说明.pdf", mime: "application/pdf", size: 482133, url: "/widget/v1/files/1?s=x", kind: "file" }] });
      await write(frame, "好的，谢谢。\n可以看一下实物照片吗？");
      r.hub.say("这是上周交付的一张：", { attachments: [{ id: "2", name: "餐桌.png", mime: "image/png", size: 1000, url: "/widget/v1/files/2?s=x", kind: "image", width: 800, height: 500 }] });
      r.hub.publish({ type: "read", by: "agent", upto: r.hub.visitor.stream.length });
      r.hub.say("您更喜欢哪种木材？", { from: "bot", name: "助手", choices: [{ id: "a", text: "白橡木" }, { id: "b", text: "黑胡桃" }, { id: "c", text: "再看看" }] });
      await until("all is shown", async () => (await texts(frame)).length >= 6);
      await online(r);
      r.hub.typing(true);
      await frame.locator(".typing").waitFor();
      await shot("3-talk");
      await frame.locator(".attach > .button").click();
      await shot("4-attach");
      await frame.locator(".composer textarea").press("Escape");
      r.hub.sockets = false;
      await r.context.setOffline(true);
      r.hub.drop();
      await write(frame, "这条会在恢复后发出");
      await frame.locator(".banner").waitFor();
      await shot("5-offline");
      await r.context.setOffline(false);
      r.hub.sockets = true;
      await frame.locator(".banner").waitFor({ state: "hidden" });
      r.hub.failures.push({ path: "/messages", status: 422, code: "widget.text" });
      await write(frame, "这条没有被接受");
      await frame.locator(".failed").waitFor();
      const files = [{ name: "桌面.png", mimeType: "image/png", buffer: Buffer.from("x") }, { name: "视频.mov", mimeType: "video/quicktime", buffer: Buffer.from("x") }];
      await frame.locator('input[type="file"]').first().setInputFiles(files);
      await frame.locator(".chip.done").waitFor();
      await shot("6-failed");
    });
    test(`pictures away ${colorScheme} ${width}`, { skip }, async (t) => {
      const r = await rig(t, { ...options, locale: "en" }, (hub) => {
        hub.config = { ...hub.config, name: "Camellia Home", greeting_away: "We are away right now. Leave a message and we will get back to you.", away: true, color: "#f5c542" };
      }, 'data-locale="en"');
      const shot = (name: string) => r.page.screenshot({ path: join(folder!, `${name}-${colorScheme}-${width}.png`) });
      const frame = await r.open();
      await write(frame, "Do you ship to Norway?");
      await frame.locator(".contact form").waitFor();
      await shot("7-away");
      await r.page.keyboard.press("Escape");
      await close(frame);
      r.hub.say("Yes, we do. Delivery takes about three weeks.", { name: "Li" });
      await r.page.locator("switchboard-widget .teaser").waitFor();
      await shot("8-teaser");
    });
    for (const locale of ["zh-CN", "en"]) {
      test(`pictures of a queue and a rating ${locale} ${colorScheme} ${width}`, { skip }, async (t) => {
        const r = await rig(t, { ...options, locale, timezoneId: "Asia/Shanghai" }, (hub) => (hub.queue = { ahead: 2, minutes: 3 }), `data-locale="${locale}"`);
        const shot = (name: string) => r.page.screenshot({ path: join(folder!, `${name}-${locale}-${colorScheme}-${width}.png`) });
        const frame = await r.open();
        await write(frame, locale === "en" ? "Can this table be made 1.6 m long?" : "这张餐桌可以做成 1.6 米吗？");
        await frame.locator(".queue .estimate").waitFor();
        await shot("9-queue");
        r.hub.place({ ahead: 2, opens_at: new Date(Date.now() + 3 * 86400000).toISOString() });
        await (await r.frame()).locator(".contact form").waitFor();
        await shot("10-closed");
        r.hub.stand({ status: "active", agent: { name: "小李" } });
        r.hub.say(locale === "en" ? "It can, from 1.2 to 2.4 m." : "可以的，1.2 到 2.4 米都能定制。");
        r.hub.stand({ status: "ended" });
        const question = r.hub.say(locale === "en" ? "How did we do?" : "您对这次服务满意吗？", {
          from: "system", name: "", choices: [1, 2, 3, 4, 5].map((n) => ({ id: `rating:${n}`, text: "★".repeat(n) + "☆".repeat(5 - n) })),
          rating: { until: new Date(Date.now() + 3600000).toISOString(), reasons: [{ from: 1, to: 5, labels: locale === "en" ? ["Quick answer", "Friendly", "Knew the matter", "Solved at once"] : ["回复快", "态度好", "很专业", "一次解决"] }] },
        });
        const stars = (await r.frame()).getByRole("group", { name: question.text });
        if (phone) await stars.waitFor();
        else await stars.getByRole("button").nth(2).hover();
        await shot("11-rating");
        await stars.getByRole("button").nth(3).click();
        const rated = await r.frame();
        await rated.locator(".reason").nth(2).click();
        await rated.locator(".why textarea").fill(locale === "en" ? "Thank you, that was quick." : "谢谢，很快就解决了。");
        await shot("12-why");
        await rated.locator(".why .primary").click();
        await rated.locator(".rating .said").waitFor();
        await rated.locator(".rating .note").waitFor();
        await shot("13-rated");
      });
    }
  }
}
