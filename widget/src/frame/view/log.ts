/** The log of messages: rows kept by key, history on scroll, and a place at the bottom that holds. */
import { element } from "../../shared/element.ts";
import { safeHref } from "../linkify.ts";
import { openChoices, rows, type Row } from "../rows.ts";
import { BubbleView, textNodes } from "./bubble.ts";
import { icons } from "./icons.ts";
import { RatingCard } from "./rating.ts";
import type { Part, View } from "./context.ts";

const NEAR = 80;

interface Shown {
  element: HTMLElement;
  update(row: Row, view: View): void;
}

interface Added {
  count: number;
  own: boolean;
  prepended: boolean;
}

function make(row: Row): Shown {
  if (row.kind === "bubble") {
    const bubble = new BubbleView();
    return { element: bubble.element, update: (r, view) => r.kind === "bubble" && bubble.update(r, view) };
  }
  if (row.kind === "rating") {
    const card = new RatingCard();
    return { element: card.element, update: (r, view) => r.kind === "rating" && card.update(r, view) };
  }
  const text = element("span");
  const line = element("div", { class: `row ${row.kind}` }, text);
  return {
    element: line,
    update(r, { texts }) {
      const say = r.kind === "day" ? texts.date(r.at, new Date()) : r.kind === "unread" ? texts.say("unread") : r.kind === "system" ? r.text : "";
      if (text.textContent !== say) text.textContent = say;
    },
  };
}

export class Log implements Part {
  readonly element = element("div", { class: "log-area" });
  private readonly scroller = element("div", { class: "scroller", tabindex: "0", role: "region" });
  private readonly list = element("div", { class: "log", role: "log", "aria-live": "polite" });
  private readonly earlier = element("button", { type: "button", class: "link earlier", hidden: "" });
  private readonly greeting = element("div", { class: "row bubble other first last greeting", hidden: "" });
  private readonly skeleton = skeleton();
  private readonly choices = element("div", { class: "choices", role: "group", hidden: "" });
  private readonly typing = element("div", { class: "typing", hidden: "" }, element("span", { class: "dots" }, element("i"), element("i"), element("i")));
  private readonly typist = element("span", { class: "who" });
  private readonly latest = element("button", { type: "button", class: "latest", hidden: "" }, icons.down(), element("span", { class: "count" }));
  private readonly shown = new Map<string, Shown>();
  private offered = "";
  private first = "";
  private stuck = true;
  private below = 0;
  private view: View | null = null;

  constructor(readonly tail: HTMLElement) {
    this.typing.append(this.typist);
    const content = element("div", { class: "content" }, this.earlier, this.greeting, this.skeleton, this.list, this.choices, this.typing, tail);
    this.scroller.append(content);
    this.element.append(this.scroller, this.latest);
    this.earlier.addEventListener("click", () => void this.view?.chat.older());
    this.latest.addEventListener("click", () => this.toBottom(true));
    this.scroller.addEventListener("scroll", () => this.scrolled(), { passive: true });
    // Images that load and keyboards that rise move the bottom: stay there.
    const keep = new ResizeObserver(() => this.stuck && this.toBottom());
    keep.observe(content);
    keep.observe(this.scroller);
  }

  render(view: View): void {
    this.view = view;
    const { chat, texts } = view;
    const { scroller, list } = this;
    const height = scroller.scrollHeight;
    const top = scroller.scrollTop;
    list.setAttribute("aria-label", texts.say("log"));
    scroller.setAttribute("aria-label", texts.say("log"));
    this.skeleton.hidden = chat.loaded || !!chat.refusal || (!!chat.state.outbox.length && chat.link.kind !== "connecting");
    this.greet(view);
    this.earlier.hidden = !chat.loaded || !chat.state.more;
    this.earlier.textContent = texts.say(chat.loadingOlder ? "loading" : "earlier");
    // What history brings is not read out.
    list.setAttribute("aria-busy", String(chat.loadingOlder || !chat.loaded));
    const added = this.reconcile(rows(chat.state), view);
    this.offer(view);
    const { who } = chat.typing;
    this.typing.hidden = who === null;
    if (who !== null) this.typist.textContent = texts.say("typing", { name: who || texts.say("agent") });
    this.place(height, top, added);
  }

  /** reconcile returns what has been added: how many bubbles, one of the visitor's own, or older ones above. */
  private reconcile(wanted: Row[], view: View): Added {
    const keys = new Set(wanted.map((r) => r.key));
    for (const [key, { element: gone }] of this.shown) {
      if (keys.has(key)) continue;
      gone.remove();
      this.shown.delete(key);
    }
    const added = { count: 0, own: false, prepended: false };
    let next: ChildNode | null = this.list.firstChild;
    let known = false;
    for (const row of wanted) {
      let shown = this.shown.get(row.key);
      if (shown) {
        known = known || row.kind === "bubble";
      } else {
        shown = make(row);
        this.shown.set(row.key, shown);
        if (row.kind === "bubble") {
          added.count++;
          added.own ||= row.own;
        }
      }
      shown.update(row, view);
      if (shown.element === next) next = next.nextSibling;
      else this.list.insertBefore(shown.element, next);
    }
    const first = wanted.find((r) => r.kind === "bubble")?.key ?? "";
    added.prepended = known && this.first !== "" && first !== this.first;
    this.first = first;
    return added;
  }

  private place(height: number, top: number, added: Added): void {
    if (added.prepended) {
      this.scroller.scrollTop = top + this.scroller.scrollHeight - height;
    } else if (this.stuck || (added.own && added.count > 0)) {
      this.toBottom();
    } else {
      this.below += added.count;
    }
    this.pill();
  }

  private greet({ chat }: View): void {
    const config = chat.session?.config;
    const text = (config?.away && config.greeting_away) || config?.greeting || "";
    this.greeting.hidden = !text || !chat.loaded || chat.state.more || !!chat.refusal;
    if (this.greeting.dataset.text === text) return;
    this.greeting.dataset.text = text;
    this.greeting.replaceChildren(
      element("div", { class: "name" }, config?.name ?? ""),
      element("div", { class: "body" }, element("div", { class: "text" }, ...textNodes(text))),
    );
  }

  private offer({ chat, texts }: View): void {
    const message = chat.refusal ? null : openChoices(chat.state);
    const offered = message ? `${message.id}:${JSON.stringify(message.choices)}` : "";
    this.choices.hidden = !message;
    this.choices.setAttribute("aria-label", texts.say("choices"));
    if (offered === this.offered) return;
    this.offered = offered;
    const buttons = (message?.choices ?? []).map((c) => {
      const href = c.url ? safeHref(c.url, "tel:", "mailto:") : null;
      if (href) return element("a", { class: "choice", href, target: "_blank", rel: "noopener noreferrer nofollow" }, c.text);
      const button = element("button", { type: "button", class: "choice" }, c.text);
      button.addEventListener("click", () => void chat.send(c.text, [], { message: message!.id, id: c.id }));
      return button;
    });
    this.choices.replaceChildren(...buttons);
  }

  private scrolled(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    this.stuck = scrollHeight - scrollTop - clientHeight < NEAR;
    if (this.stuck) this.below = 0;
    this.pill();
    if (scrollTop < NEAR && scrollHeight > clientHeight && this.view?.chat.loaded) void this.view.chat.older();
  }

  private toBottom(smooth = false): void {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: smooth && !calm ? "smooth" : "instant" });
    this.stuck = true;
    this.below = 0;
  }

  private pill(): void {
    this.latest.hidden = this.stuck;
    this.latest.setAttribute("aria-label", this.view?.texts.say("latest") ?? "");
    const count = this.latest.querySelector(".count")!;
    count.textContent = this.below > 0 ? String(this.below) : "";
  }
}

function skeleton(): HTMLElement {
  const widths = ["w5", "w7", "w4"];
  return element("div", { class: "skeleton", "aria-hidden": "true" }, ...widths.map((w) => element("div", { class: w })));
}
