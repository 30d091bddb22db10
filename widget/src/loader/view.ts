import { textOn } from "../shared/color.ts";
import { fill, type Locale } from "../shared/locale.ts";
import en from "../locales/loader/en.json";
import zh from "../locales/loader/zh-CN.json";
import { element, icon } from "../shared/element.ts";
import { fitSheet } from "./sheet.ts";
import { adopt } from "./styles.ts";

const CROSS = "M18 6 6 18M6 6l12 12";

export interface Actions {
  toggle(): void;
  open(): void;
  close(): void;
  retry(): void;
}

export interface Look {
  side: string;
  theme: string;
  nonce: string;
}

/** View is the launcher, the panel around the frame and the preview, in a shadow root of the host page. */
export class View {
  readonly host = document.createElement("switchboard-widget");
  readonly launcher: HTMLButtonElement;
  private readonly panel = element("div", { class: "panel", role: "dialog", hidden: "" });
  private readonly badge = element("span", { class: "badge", hidden: "", "aria-hidden": "true" });
  private readonly teaser = element("div", { class: "teaser", hidden: "" });
  private readonly wait = element("div", { class: "wait" });
  private readonly fit: () => void;
  private frame: HTMLIFrameElement | null = null;
  private texts = en;
  private count = 0;
  private words = "";

  constructor(private readonly actions: Actions, look: Look) {
    const root = this.host.attachShadow({ mode: "open" });
    adopt(root, look.nonce);
    this.launcher = element(
      "button",
      { class: "launcher", type: "button", "aria-expanded": "false" },
      icon("chat", "M12 3.5c-5 0-9 3.5-9 7.8 0 2.4 1.2 4.5 3.2 6-.1 1.1-.5 2.2-1.3 3.2 1.8-.1 3.3-.7 4.5-1.6.8.2 1.7.3 2.6.3 5 0 9-3.5 9-7.9s-4-7.8-9-7.8Z"),
      icon("down", "m6 9 6 6 6-6"),
      this.badge,
    );
    this.launcher.addEventListener("click", actions.toggle);
    this.panel.append(this.wait);
    root.append(this.panel, this.teaser, this.launcher);
    root.addEventListener("keydown", (event) => {
      if ((event as KeyboardEvent).key === "Escape" && this.isOpen) actions.close();
    });
    this.host.dataset.side = look.side;
    this.fit = fitSheet(this.panel, () => this.isOpen);
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const theme = () => {
      this.host.dataset.theme = look.theme === "auto" ? (dark.matches ? "dark" : "light") : look.theme;
    };
    dark.addEventListener("change", theme);
    theme();
    this.attach();
  }

  /** attach puts the widget into the page, or back after the page has replaced its content. */
  attach(): void {
    if (!this.host.isConnected) document.documentElement.append(this.host);
  }

  get isOpen(): boolean {
    return !this.panel.hidden;
  }

  show(open: boolean): void {
    this.panel.hidden = !open;
    this.launcher.setAttribute("aria-expanded", String(open));
    if (open) this.teaser.hidden = true;
    this.label();
    this.fit();
  }

  color(color: string): void {
    this.host.style.setProperty("--brand", color);
    this.host.style.setProperty("--on-brand", textOn(color));
  }

  locale(locale: Locale): void {
    this.texts = locale === "zh-CN" ? zh : en;
    this.host.lang = locale;
    this.panel.setAttribute("aria-label", this.texts.window);
    this.label();
  }

  /** mount loads a page into the panel's frame, anew if it was there. */
  mount(src: string): HTMLIFrameElement {
    this.frame?.remove();
    this.frame = element("iframe", { class: "loading", title: this.texts.window, src });
    this.wait.replaceChildren(this.cross("x", this.texts.close, this.actions.close));
    this.panel.append(this.frame);
    return this.frame;
  }

  loaded(): void {
    this.frame?.classList.remove("loading");
    this.wait.replaceChildren();
  }

  /** stuck says that the frame did not come, and offers to try again. */
  stuck(): void {
    const again = element("button", { class: "again", type: "button" }, this.texts.retry);
    again.addEventListener("click", this.actions.retry);
    const say = element("p", { role: "alert" }, this.texts.failed);
    this.wait.replaceChildren(this.cross("x", this.texts.close, this.actions.close), say, again);
  }

  focusFrame(): void {
    this.frame?.focus();
  }

  unread(count: number, name: string, text: string): void {
    // The loader counts before the frame knows the words.
    const news = count > this.count || (count === this.count && this.words === "");
    this.count = count;
    this.words = count > 0 ? text : "";
    this.badge.hidden = count === 0;
    this.badge.textContent = count > 99 ? "99+" : String(count);
    this.label();
    if (count === 0) this.teaser.hidden = true;
    else if (news && text && !this.isOpen) this.preview(name, text);
  }

  /** title is the text of the flashing title. */
  title(): string {
    return fill(this.texts.title, { count: this.count });
  }

  private preview(name: string, text: string): void {
    const say = element("button", { class: "say", type: "button" });
    if (name) say.append(element("b", {}, name));
    say.append(element("span", { class: "text" }, text));
    say.addEventListener("click", this.actions.open);
    const dismiss = this.cross("x", this.texts.dismiss, () => (this.teaser.hidden = true));
    this.teaser.replaceChildren(say, dismiss);
    this.teaser.setAttribute("role", "status");
    this.teaser.hidden = false;
  }

  private cross(className: string, label: string, act: () => void): HTMLButtonElement {
    const button = element("button", { class: className, type: "button", "aria-label": label }, icon("", CROSS));
    button.addEventListener("click", act);
    return button;
  }

  private label(): void {
    const { open, close, unread } = this.texts;
    this.launcher.setAttribute("aria-label", this.isOpen ? close : this.count ? fill(unread, { count: this.count }) : open);
  }
}
