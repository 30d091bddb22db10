/** The whole page: header, banner, log, composer, and what a key or a dropped file does anywhere in it. */
import { element } from "../../shared/element.ts";
import type { Chat } from "../chat.ts";
import type { Host } from "../host.ts";
import { paint } from "../theme.ts";
import type { Texts } from "../texts.ts";
import { Banner } from "./banner.ts";
import { Composer } from "./composer.ts";
import { ContactForm } from "./contact.ts";
import { Header } from "./header.ts";
import { Log } from "./log.ts";
import { QueueCard } from "./queue.ts";
import type { Part, View } from "./context.ts";

export class ChatPage {
  readonly composer: Composer;
  private readonly parts: Part[];
  private readonly main = element("main", { class: "page" });
  private readonly refused = element("div", { class: "refusal", role: "alert", hidden: "" }, element("p"));
  private readonly drop = element("div", { class: "drop", hidden: "", "aria-hidden": "true" });
  private scheduled = false;

  constructor(private readonly view: View, host: Host) {
    const contact = new ContactForm();
    this.composer = new Composer(() => this.view);
    const banner = new Banner(() => this.view.chat.now());
    const queue = new QueueCard();
    const log = new Log(contact.element);
    const header = new Header(host.embedded ? () => this.view.chat.close() : null);
    this.parts = [header, banner, queue, log, contact, this.composer];
    this.main.append(header.element, banner.element, queue.element, log.element, this.refused, this.composer.element, this.drop);
    document.body.replaceChildren(this.main);
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing) return;
      if (this.composer.menu.open) this.composer.menu.close();
      else this.view.chat.close();
    });
    this.dropping();
  }

  /** speak changes the language of everything. */
  speak(texts: Texts): void {
    this.view.texts = texts;
    this.view.chat.speaks(texts.locale);
    document.documentElement.lang = texts.locale;
    this.render();
  }

  /** changed renders before the next paint, however often it is called. */
  changed(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    // A hidden frame gets no animation frames, and must stay up to date all the same.
    const later = document.hidden || !this.view.chat.visible ? (f: () => void) => setTimeout(f) : requestAnimationFrame;
    later(() => this.render());
  }

  /** forget leaves nothing of the visitor's to who comes next on the same page. */
  forget(): void {
    for (const part of this.parts) part.forget?.();
    this.changed();
  }

  private render(): void {
    this.scheduled = false;
    const { chat, texts } = this.view;
    document.title = chat.session?.config.name || texts.say("chat");
    paint(chat.session?.config.color);
    this.refused.hidden = !chat.refusal;
    if (chat.refusal) this.refused.firstElementChild!.textContent = texts.say(`refused.${chat.refusal}`);
    for (const part of this.parts) part.render(this.view);
    this.drop.textContent = texts.say("attach.drop");
  }

  private dropping(): void {
    let depth = 0;
    const hasFiles = (event: DragEvent) => !!event.dataTransfer?.types.includes("Files");
    const show = (event: DragEvent, by: number) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth += by;
      this.drop.hidden = depth <= 0;
    };
    document.addEventListener("dragenter", (event) => show(event, 1));
    document.addEventListener("dragleave", (event) => show(event, -1));
    document.addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault());
    document.addEventListener("drop", (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth = 0;
      this.drop.hidden = true;
      this.composer.add(Array.from(event.dataTransfer?.files ?? []));
    });
  }
}

export function makeView(chat: Chat, texts: Texts): View {
  return { chat, texts, coarse: matchMedia("(pointer: coarse)").matches };
}
