/** The files beside the field: a picture or a name, how far it is, and a way to take it out again. */
import { element } from "../../shared/element.ts";
import type { Upload, Uploads } from "../uploads.ts";
import { icons } from "./icons.ts";
import type { View } from "./context.ts";

export class Tray {
  readonly element = element("ul", { class: "tray", hidden: "" });
  private readonly chips = new Map<number, Chip>();

  constructor(private readonly uploads: Uploads) {}

  render(view: View): void {
    const { list } = this.uploads;
    this.element.hidden = list.length === 0;
    for (const [id, chip] of this.chips) {
      if (list.some((u) => u.id === id)) continue;
      chip.element.remove();
      this.chips.delete(id);
    }
    for (const upload of list) {
      let chip = this.chips.get(upload.id);
      if (!chip) {
        chip = new Chip(upload, this.uploads);
        this.chips.set(upload.id, chip);
        this.element.append(chip.element);
      }
      chip.render(view);
    }
  }
}

class Chip {
  readonly element = element("li", { class: "chip" });
  private readonly note = element("span", { class: "note" });
  private readonly bar = element("progress", { max: "1" });
  private readonly again = element("button", { type: "button", class: "button" }, icons.retry());
  private readonly remove = element("button", { type: "button", class: "button" }, icons.close());

  constructor(private readonly upload: Upload, uploads: Uploads) {
    const { file, preview, id } = upload;
    const thumb = element("span", { class: "thumb" }, icons.file());
    const picture = preview ? element("img", { src: preview, alt: "" }) : thumb;
    picture.addEventListener("error", () => picture.replaceWith(thumb));
    const name = element("span", { class: "name" }, file.name);
    const about = element("span", { class: "about" }, name, this.note);
    this.again.addEventListener("click", () => uploads.retry(id));
    this.remove.addEventListener("click", () => uploads.remove(id));
    this.element.append(picture, about, this.again, this.remove, this.bar);
  }

  render({ chat, texts }: View): void {
    const { file, state, why, progress } = this.upload;
    const limit = chat.session?.config.limits.upload_bytes ?? 0;
    this.element.className = `chip ${state}`;
    const note =
      why === "large" ? texts.say("attach.large", { size: texts.size(limit) })
      : why === "kind" ? texts.say("attach.kind")
      : why === "failed" && state === "failed" ? texts.say("attach.failed")
      : texts.size(file.size);
    if (this.note.textContent !== note) this.note.textContent = note;
    this.bar.hidden = state !== "uploading";
    this.bar.value = progress;
    this.bar.setAttribute("aria-label", texts.say("attach.uploading", { name: file.name }));
    this.again.hidden = state !== "failed";
    this.again.setAttribute("aria-label", texts.say("attach.retry", { name: file.name }));
    this.remove.setAttribute("aria-label", texts.say("attach.remove", { name: file.name }));
  }
}
