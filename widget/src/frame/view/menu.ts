/** The attach button and what opens above it: the ways to pick, and the limits before anything is picked. */
import { element } from "../../shared/element.ts";
import { icons } from "./icons.ts";
import type { View } from "./context.ts";

export class AttachMenu {
  readonly element = element("div", { class: "attach" });
  private readonly button = element("button", { type: "button", class: "button", "aria-expanded": "false", "aria-controls": "attach-menu" }, icons.attach());
  private readonly menu = element("div", { class: "menu", id: "attach-menu", hidden: "" });
  private readonly files = element("button", { type: "button" }, icons.picture());
  private readonly filesText = element("span");
  private readonly camera = element("button", { type: "button" }, icons.camera());
  private readonly cameraText = element("span");
  private readonly limits = element("p", { id: "attach-limits" });
  private readonly pick = element("input", { type: "file", multiple: "", hidden: "" });
  private readonly shoot = element("input", { type: "file", accept: "image/*", capture: "environment", hidden: "" });

  constructor(private readonly add: (files: File[]) => void) {
    this.files.append(this.filesText);
    this.camera.append(this.cameraText);
    for (const b of [this.files, this.camera]) b.setAttribute("aria-describedby", "attach-limits");
    this.menu.append(this.files, this.camera, this.limits);
    this.element.append(this.menu, this.button, this.pick, this.shoot);
    this.button.addEventListener("click", () => this.toggle(this.menu.hidden));
    this.files.addEventListener("click", () => this.pick.click());
    this.camera.addEventListener("click", () => this.shoot.click());
    for (const input of [this.pick, this.shoot]) {
      input.addEventListener("change", () => {
        this.toggle(false);
        this.add(Array.from(input.files ?? []));
        // The same file may be picked again.
        input.value = "";
      });
    }
    document.addEventListener("pointerdown", (event) => {
      if (!this.element.contains(event.target as Node)) this.toggle(false);
    });
  }

  get open(): boolean {
    return !this.menu.hidden;
  }

  /** close returns focus to the button it was opened by. */
  close(): void {
    this.toggle(false);
    this.button.focus();
  }

  render({ chat, texts, coarse }: View): void {
    const limits = chat.session?.config.limits;
    this.button.disabled = !limits;
    this.button.setAttribute("aria-label", texts.say("attach"));
    this.filesText.textContent = texts.say("attach.files");
    this.cameraText.textContent = texts.say("attach.camera");
    this.camera.hidden = !coarse;
    this.limits.textContent = limits ? texts.limits(limits.upload_bytes, limits.mimes) : "";
    this.pick.accept = limits?.mimes.join(",") ?? "";
  }

  private toggle(open: boolean): void {
    this.menu.hidden = !open;
    this.button.setAttribute("aria-expanded", String(open));
    if (open) this.files.focus();
  }
}
