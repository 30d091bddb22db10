/** One message: its text and files, and below the last of a group the time and how far it got. */
import { element } from "../../shared/element.ts";
import { linkify } from "../linkify.ts";
import type { Bubble } from "../rows.ts";
import { deliveryOf } from "../state.ts";
import type { Text } from "../texts.ts";
import { fileView } from "./files.ts";
import { icons } from "./icons.ts";
import type { View } from "./context.ts";

export function textNodes(text: string): Node[] {
  return linkify(text).map(({ text: piece, href }) =>
    href
      ? element("a", { href, target: "_blank", rel: "noopener noreferrer nofollow" }, piece)
      : document.createTextNode(piece),
  );
}

export class BubbleView {
  readonly element = element("div", { class: "row" });
  private readonly name = element("div", { class: "name" });
  private readonly body = element("div", { class: "body" });
  private readonly meta = element("div", { class: "meta", "aria-live": "off" });
  private shown = "";
  private told = "";

  constructor() {
    this.element.append(this.name, this.body, this.meta);
  }

  update(bubble: Bubble, view: View): void {
    const { element: row } = this;
    row.className = `row bubble ${bubble.own ? "own" : "other"}`;
    row.classList.toggle("first", bubble.first);
    row.classList.toggle("last", bubble.last);
    row.classList.toggle("failed", bubble.out?.state === "failed");
    this.content(bubble, view);
    this.status(bubble, view);
  }

  /** content is built anew only when it has changed: the log is read out, and a tick is no news. */
  private content(bubble: Bubble, view: View): void {
    const { texts } = view;
    const { text, attachments = [] } = (bubble.message ?? bubble.out)!;
    const shown = JSON.stringify([text, attachments.map((a) => [a.id, a.url]), texts.locale, bubble.first]);
    if (shown === this.shown) return;
    this.shown = shown;
    const m = bubble.message;
    const name = m?.name || texts.say(m?.from === "bot" ? "bot" : "agent");
    this.name.textContent = bubble.own ? texts.say("you") : name;
    this.name.classList.toggle("quiet", bubble.own || !bubble.first);
    this.body.replaceChildren(
      ...(text ? [element("div", { class: "text" }, ...textNodes(text))] : []),
      ...attachments.map((a) => fileView(a, view)),
    );
  }

  private status(bubble: Bubble, view: View): void {
    const { texts, chat } = view;
    const delivery = bubble.own && bubble.message ? deliveryOf(chat.state, bubble.message) : "";
    const waiting = bubble.out?.state === "waiting" && chat.link.kind !== "online";
    const state = bubble.out ? (waiting ? "waiting" : bubble.out.state) : delivery;
    const edited = !!bubble.message?.edited_at;
    const told = JSON.stringify([state, edited, bubble.last, bubble.out?.error, +bubble.at, texts.locale]);
    if (told === this.told) return;
    this.told = told;
    this.meta.replaceChildren();
    if (state === "failed") return this.failure(bubble, view);
    this.meta.classList.toggle("quiet", !bubble.last && !bubble.out);
    const time = element("time", { datetime: bubble.at.toISOString() }, texts.time(bubble.at));
    if (edited) this.meta.append(element("span", {}, texts.say("edited")));
    this.meta.append(time);
    if (state) this.meta.append(tick(state as Tick, texts.say(state === "waiting" ? "waiting" : (state as Text))));
  }

  private failure(bubble: Bubble, view: View): void {
    const { texts, chat } = view;
    const code = bubble.out!.error ?? "";
    const why: Text = /large|413/.test(code) ? "failed.large" : code ? "failed.rejected" : "failed";
    const again = element("button", { type: "button", class: "link" }, texts.say("retry"));
    again.addEventListener("click", () => chat.retry(bubble.key));
    const discard = element("button", { type: "button", class: "link" }, texts.say("discard"));
    discard.addEventListener("click", () => chat.discard(bubble.key));
    this.meta.classList.remove("quiet");
    this.meta.append(element("span", { class: "why", role: "alert" }, icons.warning(), texts.say(why)), again, discard);
  }
}

type Tick = "waiting" | "sending" | "sent" | "delivered" | "read";

function tick(state: Tick, label: string): HTMLElement {
  const drawn = { waiting: icons.clock, sending: icons.clock, sent: icons.sent, delivered: icons.twice, read: icons.twice };
  return element("span", { class: `state ${state}`, role: "img", "aria-label": label, title: label }, drawn[state]());
}
