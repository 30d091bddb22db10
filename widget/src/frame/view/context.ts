import type { Chat } from "../chat.ts";
import type { Texts } from "../texts.ts";

/** What every view is given: the chat, the texts of the moment, and the screen's ways. */
export interface View {
  chat: Chat;
  texts: Texts;
  /** coarse says that fingers are used: no focus that would raise the keyboard. */
  coarse: boolean;
}

/** Part is one piece of the page; render brings it up to the chat's state. */
export interface Part {
  readonly element: HTMLElement;
  render(view: View): void;
  /** forget drops what the visitor wrote or chose and has not sent: another one comes. */
  forget?(): void;
}
