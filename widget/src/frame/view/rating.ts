/** The question for a rating: five stars, one press, and thanks in their place. */
import { element } from "../../shared/element.ts";
import type { Choice } from "../../shared/types.ts";
import { scoreOf } from "../rating.ts";
import type { Rating } from "../rows.ts";
import type { Text } from "../texts.ts";
import { icons } from "./icons.ts";
import type { View } from "./context.ts";

export class RatingCard {
  readonly element = element("div", { class: "row rating" });
  private readonly ask = element("p", { class: "ask" });
  private readonly stars = element("div", { class: "stars", role: "group" });
  private readonly ends = element("p", { class: "ends", "aria-hidden": "true" }, element("span"), element("span"));
  private readonly note = element("p", { class: "note" });
  private rating: Rating | null = null;
  private view: View | null = null;
  private offered = "";

  constructor() {
    this.element.append(this.ask, this.stars, this.ends, this.note);
  }

  update(rating: Rating, view: View): void {
    this.rating = rating;
    this.view = view;
    const { texts, chat } = view;
    const { message, answer } = rating;
    if (this.ask.textContent !== message.text) this.ask.textContent = message.text;
    this.stars.setAttribute("aria-label", message.text || texts.say("rating"));
    this.offer(message.choices ?? []);
    this.stars.classList.toggle("open", !answer);
    for (const star of this.stars.children) this.mark(star as HTMLElement, view, answer?.score ?? 0);
    this.ends.hidden = !!answer;
    this.ends.firstElementChild!.textContent = texts.say("rating.worst");
    this.ends.lastElementChild!.textContent = texts.say("rating.best");
    const waits = answer?.out && (chat.link.kind === "online" ? "sending" : "waiting");
    const note: Text | undefined = answer?.out?.state === "failed" ? "failed" : (waits ?? (answer && "rating.thanks"));
    const say = note ? texts.say(note) : "";
    if (this.note.textContent !== say) this.note.textContent = say;
    this.note.hidden = !say;
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
    star.tabIndex = score && own !== score ? -1 : 0;
    for (const [name, value] of [["aria-disabled", score > 0], ["aria-pressed", own === score]] as const) {
      if (value) star.setAttribute(name, "true");
      else star.removeAttribute(name);
    }
  }

  private press({ id, text }: Choice): void {
    if (!this.rating || this.rating.answer) return;
    void this.view?.chat.send(text, [], { message: this.rating.message.id, id });
  }
}
