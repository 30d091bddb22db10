/** Where the visitor writes: it works without a connection, what is sent then waits in the outbox. */
import { element } from "../../shared/element.ts";
import { MAX_FILES, Uploads } from "../uploads.ts";
import { icons } from "./icons.ts";
import { AttachMenu } from "./menu.ts";
import { Tray } from "./tray.ts";
import type { Part, View } from "./context.ts";

const SAVE_MS = 400;
const TEXT_MAX = 4000;

export class Composer implements Part {
  readonly element = element("form", { class: "composer", novalidate: "" });
  readonly menu: AttachMenu;
  private readonly field = element("textarea", { rows: "1", enterkeyhint: "send", autocomplete: "off", dir: "auto" });
  private readonly button = element("button", { type: "submit", class: "send" }, icons.send());
  private readonly left = element("p", { class: "left", role: "status", hidden: "" });
  private readonly uploads: Uploads;
  private readonly tray: Tray;
  private view: View | null = null;
  private saving = 0;

  constructor(view: () => View) {
    this.uploads = new Uploads(
      (file, progress, signal) => view().chat.api.upload(file, progress, signal),
      () => this.view && this.render(this.view),
    );
    this.tray = new Tray(this.uploads);
    this.menu = new AttachMenu((files) => this.add(files));
    const line = element("div", { class: "line" }, this.menu.element, this.field, this.button);
    this.element.append(this.tray.element, this.left, line);
    this.listen();
  }

  focus(): void {
    this.field.focus();
  }

  /** restore puts a draft back that was kept over a reload. */
  restore(draft: string): void {
    this.field.value = draft;
    this.grow();
  }

  forget(): void {
    clearTimeout(this.saving);
    this.restore("");
    this.uploads.clear();
  }

  render(view: View): void {
    this.view = view;
    const { texts, chat } = view;
    this.element.hidden = !!chat.refusal;
    this.field.setAttribute("aria-label", texts.say("write"));
    this.field.placeholder = texts.say("writePlaceholder");
    this.button.setAttribute("aria-label", texts.say("send"));
    const max = chat.session?.config.limits.text || TEXT_MAX;
    this.field.maxLength = max;
    const rest = max - this.field.value.length;
    this.left.hidden = rest > max / 10;
    this.left.textContent = this.left.hidden ? "" : texts.say("left", { count: rest });
    this.button.disabled = !this.sendable;
    this.menu.render(view);
    this.tray.render(view);
  }

  add(files: File[]): void {
    const { chat, texts } = this.view ?? {};
    const limits = chat?.session?.config.limits;
    if (!limits || !texts || files.length === 0) return;
    if (this.uploads.add(files, limits) > 0) {
      this.left.hidden = false;
      this.left.textContent = texts.say("attach.many", { count: MAX_FILES });
    }
    this.field.focus();
  }

  private get sendable(): boolean {
    const done = this.uploads.list.some((u) => u.state === "done");
    return !this.uploads.busy && (this.field.value.trim() !== "" || done);
  }

  private listen(): void {
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.field.addEventListener("keydown", (event) => {
      // While a Chinese word is being composed, Enter belongs to the input method; 229 is what Safari says then.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      this.submit();
    });
    this.field.addEventListener("input", () => {
      this.grow();
      if (this.view) this.render(this.view);
      this.view?.chat.typing.typed(this.field.value.trim() !== "");
      this.saveSoon();
    });
    this.field.addEventListener("paste", (event) => {
      const files = Array.from(event.clipboardData?.files ?? []);
      if (files.length === 0) return;
      event.preventDefault();
      this.add(files);
    });
  }

  private submit(): void {
    if (!this.view || !this.sendable) return;
    const text = this.field.value.trim();
    const attachments = this.uploads.take();
    this.field.value = "";
    clearTimeout(this.saving);
    this.view.chat.save({ draft: "" });
    this.grow();
    void this.view.chat.send(text, attachments);
    this.render(this.view);
    this.field.focus();
  }

  private saveSoon(): void {
    clearTimeout(this.saving);
    this.saving = window.setTimeout(() => this.view?.chat.save({ draft: this.field.value }), SAVE_MS);
  }

  /** grow fits the field to its text, up to what the style sheet allows. */
  private grow(): void {
    this.field.style.setProperty("height", "auto");
    this.field.style.setProperty("height", `${this.field.scrollHeight}px`);
  }
}
