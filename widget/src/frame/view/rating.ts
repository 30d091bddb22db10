/** The question for a rating: five stars, one press; then why, for who wants to say it. */
import { element } from "../../shared/element.ts";
import type { Choice } from "../../shared/types.ts";
import { isOpen, join, part, reasonsFor, scoreOf } from "../rating.ts";
import type { Rating } from "../rows.ts";
import type { Text } from "../texts.ts";
import { icons } from "./icons.ts";
import type { View } from "./context.ts";

const COMMENT_MAX = "1000";

export class RatingCard {
  readonly element = element("div", { class: "row rating" });
  private readonly ask = element("p", { class: "ask" });
  private readonly stars = element("div", { class: "stars", role: "group" });
  private readonly ends = element("p", { class: "ends", "aria-hidden": "true" }, element("span"), element("span"));
  private readonly note = element("p", { class: "note" });
  private readonly said = element("p", { class: "said" });
  private readonly form = element("form", { class: "why", hidden: "" });
  private readonly reasons = element("div", { class: "reasons", role: "group" });
  private readonly label = element("span");
  private readonly words = element("textarea", { rows: "2", maxlength: COMMENT_MAX });
  private readonly submit = element("button", { type: "submit", class: "primary" });
  private readonly change = element("button", { type: "button", class: "link", hidden: "" });
  private rating: Rating | null = null;
  private view: View | null = null;
  private offered = "";
  private because = "";
  /** The answer whose comment is being changed. */
  private changing = "";

  constructor() {
    this.form.append(this.reasons, element("label", {}, this.label, this.words), this.submit);
    this.element.append(this.ask, this.stars, this.ends, this.note, this.said, this.form, this.change);
    this.words.addEventListener("input", () => this.ready());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.tell();
    });
    this.change.addEventListener("click", () => this.again());
  }

  update(rating: Rating, view: View): void {
    this.rating = rating;
    this.view = view;
    const { texts } = view;
    const { message, answer } = rating;
    put(this.ask, message.text);
    this.stars.setAttribute("aria-label", message.text || texts.say("rating"));
    this.offer(message.choices ?? []);
    this.stars.classList.toggle("open", !this.locked);
    for (const star of this.stars.children) this.mark(star as HTMLElement, view, answer?.score ?? 0);
    this.ends.hidden = !!answer;
    put(this.ends.firstElementChild!, texts.say("rating.worst"));
    put(this.ends.lastElementChild!, texts.say("rating.best"));
    this.status();
    this.why();
  }

  /** locked says that no score can be pressed: the time is over, or an answer is on its way. */
  private get locked(): boolean {
    const { message, answer } = this.rating!;
    return !!answer?.out || !isOpen(message, Date.now()) || (!!answer && !message.rating);
  }

  private status(): void {
    const { chat, texts } = this.view!;
    const { answer } = this.rating!;
    const waits = answer?.out && (chat.link.kind === "online" ? "sending" : "waiting");
    const note: Text | undefined = answer?.out?.state === "failed" ? "failed" : (waits ?? (answer && "rating.thanks"));
    put(this.note, note ? texts.say(note) : "");
    this.note.hidden = !note;
    put(this.said, answer?.comment ?? "");
  }

  /** why shows what may be said besides, until something was, or to change that. */
  private why(): void {
    const { texts } = this.view!;
    const { message, answer } = this.rating!;
    const may = !!answer && (!this.locked || answer.out?.state === "sending" || answer.out?.state === "waiting") && !!message.rating;
    const asks = may && (!answer.comment || this.changing === answer.comment);
    // Who is writing goes on where they were.
    const labels = asks ? reasonsFor(message, answer.score) : [];
    this.list(labels, answer?.choice.id ?? "");
    this.reasons.setAttribute("aria-label", texts.say("rating.reasons"));
    put(this.label, texts.say("rating.comment"));
    put(this.submit, texts.say("rating.submit"));
    this.form.hidden = !asks;
    this.said.hidden = !answer?.comment || asks;
    this.change.hidden = asks || !answer?.comment || this.locked;
    put(this.change, texts.say("rating.change"));
    this.ready();
  }

  private list(labels: string[], score: string): void {
    const because = JSON.stringify([score, labels]);
    if (because === this.because) return;
    this.because = because;
    const buttons = labels.map((label) => {
      const button = element("button", { type: "button", class: "reason", "aria-pressed": "false" }, label);
      button.addEventListener("click", () => {
        button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
        this.ready();
      });
      return button;
    });
    this.reasons.replaceChildren(...buttons);
    this.reasons.hidden = labels.length === 0;
  }

  private get chosen(): string[] {
    return [...this.reasons.querySelectorAll('[aria-pressed="true"]')].map((b) => b.textContent ?? "");
  }

  /** ready lets only be submitted what says something, and once. */
  private ready(): void {
    const text = join(this.chosen, this.words.value);
    this.submit.disabled = !text || text === this.rating?.answer?.comment || !!this.rating?.answer?.out;
  }

  /** again opens the form with what was said. */
  private again(): void {
    const { message, answer } = this.rating!;
    if (!answer) return;
    this.changing = answer.comment;
    this.why();
    const { reasons, words } = part(answer.comment, reasonsFor(message, answer.score));
    for (const button of this.reasons.children) button.setAttribute("aria-pressed", String(reasons.includes(button.textContent ?? "")));
    this.words.value = words;
    this.ready();
    this.words.focus();
  }

  private tell(): void {
    const { message, answer } = this.rating!;
    const text = join(this.chosen, this.words.value);
    if (!answer || !text) return;
    this.changing = "";
    // The button goes away, and with it the focus: it stays in the card.
    this.stars.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus();
    void this.view?.chat.send(text, [], { message: message.id, id: answer.choice.id });
  }

  private offer(choices: Choice[]): void {
    const offered = JSON.stringify(choices);
    if (offered === this.offered) return;
    this.offered = offered;
    const stars = choices.map((choice) => {
      const star = element("button", { type: "button", class: "star", "data-score": String(scoreOf(choice)) }, icons.star());
      star.addEventListener("click", () => this.press(choice));
      return star;
    });
    this.stars.replaceChildren(...stars);
  }

  /** mark leaves a star that cannot be pressed any more where it is: it may have the focus. */
  private mark(star: HTMLElement, { texts }: View, score: number): void {
    const own = Number(star.dataset.score);
    star.setAttribute("aria-label", texts.say(`rating.${own}` as Text));
    star.classList.toggle("on", own <= score);
    star.tabIndex = this.locked && own !== score ? -1 : 0;
    for (const [name, value] of [["aria-disabled", this.locked], ["aria-pressed", own === score]] as const) {
      if (value) star.setAttribute(name, "true");
      else star.removeAttribute(name);
    }
  }

  private press({ id, text }: Choice): void {
    if (!this.rating || this.locked || this.rating.answer?.choice.id === id) return;
    this.changing = "";
    void this.view?.chat.send(text, [], { message: this.rating.message.id, id });
  }
}

function put(to: Element, text: string): void {
  if (to.textContent !== text) to.textContent = text;
}
