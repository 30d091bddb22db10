/** The form for when nobody is there: how an answer finds the visitor later. */
import { element } from "../../shared/element.ts";
import type { Part, View } from "./context.ts";

/** reach tells an e-mail address from a phone number, or null if it is neither. */
export function reach(value: string): { email: string } | { phone: string } | null {
  const text = value.trim();
  if (/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(text)) return { email: text };
  const digits = text.replace(/[\s().-]/g, "");
  return /^\+?\d{6,15}$/.test(digits) ? { phone: digits } : null;
}

export class ContactForm implements Part {
  readonly element = element("div", { class: "contact", hidden: "" });
  private readonly form = element("form", { novalidate: "" });
  private readonly title = element("h2", { id: "contact-title" });
  private readonly text = element("p");
  private readonly nameLabel = element("label", { for: "contact-name" });
  private readonly name = element("input", { id: "contact-name", type: "text", autocomplete: "name", maxlength: "100" });
  private readonly reachLabel = element("label", { for: "contact-reach" });
  private readonly reach = element("input", { id: "contact-reach", type: "text", inputmode: "email", autocomplete: "email", maxlength: "200", required: "", "aria-describedby": "contact-error" });
  private readonly error = element("p", { id: "contact-error", class: "error", role: "alert" });
  private readonly submit = element("button", { type: "submit", class: "primary" });
  private readonly later = element("button", { type: "button", class: "link" });
  private readonly done = element("p", { class: "done", role: "status", hidden: "" });
  private view: View | null = null;
  private left = false;

  constructor() {
    const actions = element("div", { class: "actions" }, this.submit, this.later);
    this.form.setAttribute("aria-labelledby", "contact-title");
    this.form.append(this.title, this.text, this.nameLabel, this.name, this.reachLabel, this.reach, this.error, actions);
    this.element.append(this.form, this.done);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.leave();
    });
    this.later.addEventListener("click", () => {
      this.view?.chat.save({ contact: "dismissed" });
      if (this.view) this.render(this.view);
    });
  }

  render(view: View): void {
    this.view = view;
    const { chat, texts } = view;
    const { session, saved, state } = chat;
    const known = !!session && (session.visitor.verified || !!session.visitor.email || !!session.visitor.phone);
    // First what the visitor came to say, then how to answer it.
    const said = state.outbox.length > 0 || state.messages.some((m) => m.from === "visitor");
    // Who has begun to fill it in is not interrupted by somebody's coming back.
    const begun = !this.form.hidden && this.reach.value + this.name.value !== "";
    const ask = (!!session?.config.away || !!state.queue?.opens_at || begun) && chat.loaded && said && !known && saved.contact === "" && !chat.refusal;
    this.form.hidden = !ask;
    this.done.hidden = !this.left;
    this.element.hidden = !ask && !this.left;
    this.title.textContent = texts.say("contact.title");
    this.text.textContent = texts.say("contact.text");
    this.nameLabel.textContent = texts.say("contact.name");
    this.reachLabel.textContent = texts.say("contact.reach");
    this.submit.textContent = texts.say("contact.submit");
    this.later.textContent = texts.say("contact.later");
    this.done.textContent = texts.say("contact.done");
  }

  forget(): void {
    this.form.reset();
    this.error.textContent = "";
    this.left = false;
  }

  private async leave(): Promise<void> {
    const { chat, texts } = this.view!;
    const how = reach(this.reach.value);
    this.reach.setAttribute("aria-invalid", String(!how));
    this.error.textContent = how ? "" : texts.say("contact.invalid");
    if (!how) return this.reach.focus();
    const name = this.name.value.trim();
    this.submit.disabled = true;
    try {
      this.left = true;
      await chat.contact({ ...how, ...(name && { name }) });
    } catch {
      this.left = false;
      this.error.textContent = texts.say("contact.failed");
    }
    this.submit.disabled = false;
    if (this.view) this.render(this.view);
  }
}
