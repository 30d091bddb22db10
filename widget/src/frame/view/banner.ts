/** The connection banner: only when the link has been gone for a moment, with the seconds to the next attempt. */
import { element } from "../../shared/element.ts";
import type { Part, View } from "./context.ts";

/** Shorter breaks are nobody's business. */
const GRACE = 1200;

export class Banner implements Part {
  readonly element = element("div", { class: "banner", hidden: "" });
  private readonly text = element("span", { class: "text" });
  private readonly status = element("span", { class: "sr", role: "status" });
  private readonly button = element("button", { type: "button", class: "link" });
  private troubled = 0;
  private begun = false;
  private timer = 0;

  constructor(now: () => void) {
    this.button.addEventListener("click", now);
    this.element.append(element("span", { class: "pulse", "aria-hidden": "true" }), this.text, this.status, this.button);
  }

  render(view: View): void {
    clearTimeout(this.timer);
    const { chat } = view;
    if (chat.link.kind === "online" || chat.refusal) {
      this.begun ||= chat.link.kind === "online";
      this.troubled = 0;
      this.element.hidden = true;
      this.status.textContent = "";
      return;
    }
    // The first connecting is what the skeleton shows.
    if (!this.begun && chat.link.kind === "connecting" && this.element.hidden) return;
    const now = Date.now();
    this.troubled ||= now;
    const shown = now - this.troubled >= GRACE;
    this.element.hidden = !shown;
    this.timer = window.setTimeout(() => this.render(view), shown ? 500 : GRACE);
    if (shown) this.say(view, now);
  }

  private say({ chat, texts }: View, now: number): void {
    const { link } = chat;
    const offline = !navigator.onLine;
    const waiting = link.kind === "waiting";
    const seconds = waiting ? Math.max(1, Math.ceil((link.until - now) / 1000)) : 0;
    this.text.textContent = offline
      ? texts.say("banner.offline")
      : waiting
        ? texts.say("banner.countdown", { seconds })
        : texts.say("banner.connecting");
    // Read out once, not every second.
    const told = texts.say(offline ? "banner.offline" : "banner.connecting") + " " + texts.say("banner.outbox");
    if (this.status.textContent !== told) this.status.textContent = told;
    this.button.textContent = texts.say("banner.now");
    this.button.hidden = !waiting;
  }
}
