/** The header: whom the visitor writes to, who answers, and how things stand. */
import { element } from "../../shared/element.ts";
import type { Chat } from "../chat.ts";
import { icons } from "./icons.ts";
import type { Part, View } from "./context.ts";

export class Header implements Part {
  readonly element = element("header", { class: "header" });
  private readonly face = element("div", { class: "face", "aria-hidden": "true" });
  private readonly name = element("h1");
  private readonly state = element("p", { class: "state", role: "status" });
  private readonly close = element("button", { type: "button", class: "button" }, icons.close());
  private drawn = "";

  constructor(onClose: (() => void) | null) {
    this.element.append(this.face, element("div", { class: "who" }, this.name, this.state));
    if (!onClose) return;
    this.close.addEventListener("click", onClose);
    this.element.append(this.close);
  }

  render(view: View): void {
    const { chat, texts } = view;
    const config = chat.session?.config;
    this.close.setAttribute("aria-label", texts.say("close"));
    this.name.textContent = config?.name || texts.say("chat");
    const say = stateOf(view);
    if (this.state.textContent !== say) this.state.textContent = say;
    this.element.dataset.presence = !config || chat.refusal ? "none" : away(chat) && chat.state.status !== "bot" ? "away" : "open";
    this.draw(config?.name ?? "", config?.logo ? chat.api.link(config.logo) : null);
  }

  private draw(name: string, logo: string | null): void {
    const drawn = `${name} ${logo}`;
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    const initial = element("span", {}, Array.from(name.trim())[0]?.toUpperCase() ?? "");
    if (!logo) return this.face.replaceChildren(initial);
    const image = element("img", { src: logo, alt: "" });
    image.addEventListener("error", () => this.face.replaceChildren(initial));
    this.face.replaceChildren(image);
  }
}

/** away: nobody is there, or it is out of hours for who waits. */
const away = ({ session, state }: Chat): boolean => !!session?.config.away || !!state.queue?.opens_at;

function stateOf({ chat, texts }: View): string {
  const { session, state, refusal } = chat;
  if (refusal) return "";
  if (!session) return texts.say("state.connecting");
  if (state.status === "active") {
    return state.agent ? texts.say("state.active", { name: state.agent }) : texts.say("state.activeUnnamed");
  }
  if (state.status === "bot") return texts.say("state.bot");
  if (away(chat)) return texts.say("state.away");
  if (state.status === "queued") return texts.say("state.queued");
  return texts.say(state.status === "ended" ? "state.ended" : "state.open");
}
