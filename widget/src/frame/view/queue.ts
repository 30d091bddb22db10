/** The card of a visitor who waits: the place and about how long, or when somebody will be there. */
import { element } from "../../shared/element.ts";
import type { Queue } from "../../shared/types.ts";
import type { Texts } from "../texts.ts";
import { icons } from "./icons.ts";
import type { Part, View } from "./context.ts";

const HOUR = 60;

/** place says where a visitor stands. */
export function place({ ahead, opens_at }: Queue, texts: Texts, now: Date): string {
  if (opens_at) return texts.say("queue.closed", { when: texts.when(new Date(opens_at), now) });
  return ahead > 0 ? texts.say("queue.ahead", { ahead }) : texts.say("queue.next");
}

/** about says how long it takes, where that is known. */
export function about({ minutes, opens_at }: Queue, texts: Texts): string {
  if (!minutes || opens_at) return "";
  return minutes > HOUR ? texts.say("queue.long") : texts.say("queue.about", { minutes });
}

export class QueueCard implements Part {
  readonly element = element("div", { class: "sr" });
  private readonly icon = element("span", { class: "sign" });
  /** Read out when the place changes; that the estimate does is no news. */
  private readonly place = element("span", { class: "place", role: "status" });
  private readonly estimate = element("span", { class: "estimate" });
  private readonly note = element("p", { class: "note" });
  private drawn = "";

  constructor() {
    this.element.append(this.icon, element("div", {}, element("p", {}, this.place, this.estimate), this.note));
  }

  render({ chat, texts }: View): void {
    const queue = chat.refusal ? null : chat.state.queue;
    // A screen reader listens only to what was there before it changed.
    this.element.className = queue ? "queue" : "sr";
    put(this.place, queue ? place(queue, texts, new Date()) : "");
    put(this.estimate, queue ? about(queue, texts) : "");
    put(this.note, queue && !queue.opens_at ? texts.say("queue.keep") : "");
    this.draw(queue?.opens_at ? "closed" : "queue");
  }

  private draw(sign: "closed" | "queue"): void {
    if (sign === this.drawn) return;
    this.drawn = sign;
    this.icon.replaceChildren(icons[sign]());
  }
}

function put(to: HTMLElement, text: string): void {
  if (to.textContent !== text) to.textContent = text;
  to.hidden = text === "" && to.getAttribute("role") !== "status";
}
